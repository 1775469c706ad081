import { expect, it } from '@jest/globals';
import { agesBefore } from '../../support/ages.js';
import type { LaneLease } from '../../../src/domain/ports/outbox-store.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, BOB, claimLanes, link, NOON, notice, personWatching, watch } from './fixtures.js';

const TOPIC = { chatId: '-1001', topicId: '9' };
const KEY = '-1001/9';

async function forum(storage: Storage) {
  const { account } = await personWatching(storage, ALICE);
  const bob = await personWatching(storage, BOB);
  const second = await link(storage, ALICE, { userId: '2' });
  await storage.people.chats.save({ address: TOPIC, kind: 'group', title: 'Team' });
  await watch(storage, { account, chatKey: KEY, projectId: '1' });
  await watch(storage, { account: second, chatKey: KEY, projectId: '2' });
  await watch(storage, { account: bob.account, chatKey: KEY, projectId: '1', isConfirmed: false });
  await storage.people.notices.enqueue(notice(account.id, KEY, 'a'));
  return account;
}

async function leaseOfTopic(storage: Storage, seconds: number): Promise<LaneLease | undefined> {
  const lanes = await claimLanes(storage, seconds);
  return lanes.find(({ chat }) => chat.key === KEY);
}

const toldTo = async (storage: Storage, chatKey: string) =>
  (await storage.outbox.head(chatKey, 100)).map(({ notification }) => notification);

describeOnEachDatabase('a topic', (open) => {
  it('that was closed is leased to nobody, and waits without a complaint, until it is reopened', async () => {
    const storage = await open(() => NOON);
    const account = await forum(storage);
    const lease = await leaseOfTopic(storage, 0);
    expect(lease).toMatchObject({ isTopicClosed: false, isTopicLost: false });

    await storage.outbox.closeTopic(lease!, at(3_600));
    await storage.outbox.release(lease!, at(3_600), NOON);
    await storage.people.notices.enqueue(notice(account.id, KEY, 'b'));

    expect(await leaseOfTopic(storage, 60)).toBeUndefined();
    expect((await storage.outbox.depth(at(60))).waiting).toBe((await toldTo(storage, ALICE)).length);

    await storage.people.chats.reopenTopic(KEY);
    const again = await leaseOfTopic(storage, 120);
    expect(again).toMatchObject({ isTopicClosed: true });
    expect(await storage.outbox.head(KEY, 9)).toHaveLength(2);
    await storage.outbox.openTopic(again!);
    await storage.outbox.release(again!, at(121), at(121));
    expect(await leaseOfTopic(storage, 121)).toMatchObject({ isTopicClosed: false });
  });

  it('that was closed is tried again after a while', async () => {
    const storage = await open(() => NOON);
    await forum(storage);
    const lease = await leaseOfTopic(storage, 0);
    await storage.outbox.closeTopic(lease!, at(3_600));
    await storage.outbox.release(lease!, at(3_600), NOON);

    expect(await leaseOfTopic(storage, 3_599)).toBeUndefined();
    expect(await leaseOfTopic(storage, 3_600)).toMatchObject({ isTopicClosed: true });
  });

  it.each([
    ['topic-closed', (storage: Storage, lease: LaneLease) => storage.outbox.closeTopic(lease, at(3_600))],
    ['topic-lost', (storage: Storage, lease: LaneLease) => storage.outbox.loseTopic(lease)],
  ] as const)('%s is told once to each person who set up a watch in it, in private', async (code, happen) => {
    const storage = await open(() => NOON);
    await forum(storage);
    const lease = await leaseOfTopic(storage, 0);

    await happen(storage, lease!);
    await happen(storage, lease!);

    const params = { chat: 'Team', projects: 'shop/app-1, shop/app-2' };
    expect(await toldTo(storage, ALICE)).toMatchObject([{ kind: 'notice', code, params }]);
    expect(await toldTo(storage, BOB)).toEqual([]);
  });

  it('that was lost is found again when somebody writes in it', async () => {
    const storage = await open(() => NOON);
    await forum(storage);
    const lease = await leaseOfTopic(storage, 0);
    await storage.outbox.loseTopic(lease!);
    await storage.outbox.release(lease!, at(1), at(1));
    expect(await leaseOfTopic(storage, 1)).toMatchObject({ isTopicLost: true });
    expect(await storage.people.watches.listOfChat('-1001')).toEqual(
      await storage.people.watches.listOfChat(KEY),
    );

    await storage.people.chats.save({ address: TOPIC, kind: 'group', title: 'Team' });

    expect(await leaseOfTopic(storage, 60)).toMatchObject({ isTopicLost: false });
    expect(await storage.people.watches.listOfChat('-1001')).toEqual([]);
    expect(await storage.people.watches.listOfChat(KEY)).toHaveLength(3);
  });

  it('that stays closed keeps nothing beyond the retention', async () => {
    const storage = await open(() => NOON);
    await forum(storage);
    const lease = await leaseOfTopic(storage, 0);
    await storage.outbox.closeTopic(lease!, at(3_600));

    await storage.polls.prune(agesBefore(at(1), at(1)));

    expect(await toldTo(storage, KEY)).toEqual([]);
    expect(await toldTo(storage, ALICE)).toHaveLength(1);
  });
});
