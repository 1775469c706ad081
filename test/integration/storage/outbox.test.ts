import { expect, it } from '@jest/globals';
import { NO_PREFERENCES } from '../../../src/domain/preferences.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, claimLanes, claimOne, NOON, notice, notification, personWatching } from './fixtures.js';

describeOnEachDatabase('the outbox', (open, database) => {
  const owe = async (storage: Storage, accountId: string, chatKey: string, ...keys: string[]) => {
    for (const key of keys) await storage.people.notices.enqueue(notice(accountId, chatKey, key));
  };
  const waiting = async (storage: Storage, chatKey: string) =>
    (await storage.outbox.head(chatKey, 100)).map((message) => message.notification.dedupeKey);

  it('keeps the order of a chat, and each message once', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);

    await owe(storage, account.id, chat.key, 'a', 'b', 'a', 'c');

    expect(await waiting(storage, chat.key)).toEqual(['a', 'b', 'c']);
    expect(await storage.outbox.head(chat.key, 1)).toEqual([
      {
        id: expect.any(String),
        notification: notice(account.id, chat.key, 'a'),
        createdAt: NOON,
        startedAttempts: 0,
        finishedAttempts: 0,
        isDeferred: false,
      },
    ]);
    expect(await storage.outbox.depth(at(90))).toEqual({ waiting: 3, oldestSeconds: 90 });
  });

  it('leases a chat to one process at a time', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'a');

    const claims = await Promise.all(['one', 'two', 'three'].map((owner) => claimLanes(storage, 0, owner)));
    const lanes = claims.flat();

    expect(lanes).toHaveLength(1);
    expect(lanes[0]?.chat).toEqual(chat);
    expect(await claimLanes(storage, 29)).toEqual([]);
    expect(await claimLanes(storage, 30)).toHaveLength(1);
  });

  it('keeps what follows a failed message behind it', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'a', 'b');
    const [lane] = await claimLanes(storage, 0);
    const [first] = await storage.outbox.head(chat.key, 1);

    expect(await storage.outbox.begin(lane!, [first!.id])).toBe(true);
    await storage.outbox.fail(lane!, [first!.id], 'too-fast \0');
    await storage.outbox.release(lane!, at(20), at(1));

    expect(await claimLanes(storage, 19)).toEqual([]);
    const [again] = await claimLanes(storage, 20);
    expect(again?.chat.key).toBe(chat.key);
    expect(await waiting(storage, chat.key)).toEqual(['a', 'b']);
    expect((await storage.outbox.head(chat.key, 1))[0]).toMatchObject({
      startedAttempts: 1,
      finishedAttempts: 1,
    });
  });

  it('settles rows together with the card', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'a', 'b', 'c');
    const [lane] = await claimLanes(storage, 0);
    const ids = (await storage.outbox.head(chat.key, 2)).map((message) => message.id);

    const settled = await storage.outbox.settle(lane!, {
      ids,
      card: { key: 'pipeline:100', card: { messageId: '55', fingerprint: 'f1' } },
    });
    await storage.outbox.settle(lane!, {
      ids: [],
      card: { key: 'pipeline:100', card: { messageId: '56', fingerprint: 'f2' } },
    });

    expect(settled).toBe(true);
    expect(await waiting(storage, chat.key)).toEqual(['c']);
    expect(await storage.outbox.findCard(chat.key, 'pipeline:100')).toEqual({
      messageId: '56',
      fingerprint: 'f2',
    });
    expect(await storage.outbox.findCard(chat.key, 'pipeline:101')).toBeNull();
  });

  it('finds all that a message tells, and what one that sums up stands for, which is no news to talk about', async () => {
    let now = NOON;
    const storage = await open(() => now);
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'a', 'b', 'c', 'd');
    const [lane] = await claimLanes(storage, 0);
    const [a, b, c, d] = (await storage.outbox.head(chat.key, 4)).map((message) => message.id);
    await storage.outbox.settle(lane!, { ids: [a!, b!], messageId: '55', card: null });
    await storage.outbox.settle(lane!, { ids: [c!, d!], summaryId: '56', card: null });
    const { news } = storage.people;
    const told = async (messageId: string, limit = 9) =>
      (await news.listTold(ALICE, messageId, limit)).map(({ dedupeKey }) => dedupeKey);

    expect(await told('55')).toEqual(['b', 'a']);
    expect(await told('56')).toEqual(['d', 'c']);
    expect(await told('56', 1)).toEqual(['d']);
    expect(await told('57')).toEqual([]);
    expect(await news.findTold(ALICE, '55')).toMatchObject({ chatKey: chat.key, dedupeKey: 'b' });
    expect(await news.findTold(ALICE, '56')).toBeNull();
    expect(await news.findTold('-7', '55')).toBeNull();
    expect(await news.listTold('-7', '55', 9)).toEqual([]);
    expect((await news.findBurst(ALICE, '55')).map(({ dedupeKey }) => dedupeKey)).toEqual(['a', 'b']);
    now = new Date(now.getTime() + 1_000);
    await owe(storage, account.id, chat.key, 'e');
    const [e] = (await storage.outbox.head(chat.key, 1)).map((message) => message.id);
    await storage.outbox.settle(lane!, { ids: [e!], messageId: '55', card: null });
    expect(await news.findBurst(ALICE, '55')).toMatchObject([{ dedupeKey: 'e' }]);
    expect(await news.findBurst('-7', '55')).toEqual([]);
  });

  it('tells what quiet hours put off from the rest, and counts it as nothing that is late', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'a', 'b', 'c');
    const [lane] = await claimLanes(storage, 0);
    const [first, second] = await storage.outbox.head(chat.key, 2);
    await storage.outbox.begin(lane!, [first!.id]);

    const deferredIds = [first!.id, second!.id];
    const card = { key: 'pipeline:100', card: { messageId: '55', fingerprint: 'f1' } };
    await storage.outbox.settle(lane!, { ids: [], deferredIds, card }, { nextDueAt: at(60), now: at(1) });

    const keysOf = async (which: 'all' | 'deferred' | 'undeferred') =>
      (await storage.outbox.head(chat.key, 9, which)).map(({ notification: { dedupeKey } }) => dedupeKey);
    expect(await keysOf('all')).toEqual(['a', 'b', 'c']);
    expect(await keysOf('deferred')).toEqual(['a', 'b']);
    expect(await keysOf('undeferred')).toEqual(['c']);
    expect((await storage.outbox.head(chat.key, 1))[0]).toMatchObject({
      isDeferred: true,
      finishedAttempts: 1,
    });
    expect(await storage.outbox.findCard(chat.key, 'pipeline:100')).toEqual(card.card);
    expect(await storage.outbox.depth(at(90))).toEqual({ waiting: 1, oldestSeconds: 90 });
    expect(await claimLanes(storage, 59)).toEqual([]);
    expect(await claimLanes(storage, 60)).toHaveLength(1);
  });

  it('says with the lease what the chat prefers', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'a');
    await storage.people.preferences.change(chat.key, { timeZone: 'Asia/Kolkata' }, NOON);
    await storage.people.chats.save({ address: { chatId: '-5', topicId: null }, kind: 'group', title: null });
    await owe(storage, account.id, '-5', 'a');

    const lanes = await claimLanes(storage, 0);

    expect(new Map(lanes.map((lane) => [lane.chat.key, lane.preferences]))).toEqual(
      new Map([
        [chat.key, { ...NO_PREFERENCES, timeZone: 'Asia/Kolkata' }],
        ['-5', NO_PREFERENCES],
      ]),
    );
  });

  it('accepts nothing from a lease that was lost', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'a', 'b');
    const [slow] = await claimLanes(storage, 0, 'slow');
    await claimLanes(storage, 30, 'thief');
    const ids = (await storage.outbox.head(chat.key, 10)).map((message) => message.id);

    expect(await storage.outbox.begin(slow!, ids)).toBe(false);
    const card = { key: 'k', card: { messageId: '1', fingerprint: 'f' } };
    expect(await storage.outbox.settle(slow!, { ids, card })).toBe(false);
    await storage.outbox.fail(slow!, ids, 'late');
    await storage.outbox.abandon(slow!, ids, 'late');
    await storage.outbox.release(slow!, null, at(31));

    expect(await waiting(storage, chat.key)).toEqual(['a', 'b']);
    expect((await storage.outbox.head(chat.key, 1))[0]).toMatchObject({
      startedAttempts: 0,
      finishedAttempts: 0,
    });
    expect(await storage.outbox.findCard(chat.key, 'k')).toBeNull();
    expect(await claimLanes(storage, 31, 'third')).toEqual([]);
  });

  it('gives rows up with their reason and goes on with the next', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'poison', 'b');
    const [lane] = await claimLanes(storage, 0);
    const [poison] = await storage.outbox.head(chat.key, 1);

    await storage.outbox.abandon(lane!, [poison!.id], 'rejected');

    expect(await waiting(storage, chat.key)).toEqual(['b']);
    expect(
      await database.sql(`SELECT last_error, abandoned_at FROM outbox WHERE abandoned_at IS NOT NULL`),
    ).toEqual([{ last_error: 'rejected', abandoned_at: NOON }]);
  });

  it('makes a lane due at once when something came during the delivery', async () => {
    const storage = await open(() => at(3));
    const { account, chat } = await personWatching(storage, ALICE);
    await owe(storage, account.id, chat.key, 'a');
    const [lane] = await claimLanes(storage, 3);
    const ids = (await storage.outbox.head(chat.key, 10)).map((message) => message.id);
    await storage.outbox.settle(lane!, { ids, card: null });

    await owe(storage, account.id, chat.key, 'b');
    await storage.outbox.release(lane!, null, at(4));
    const [next] = await claimLanes(storage, 4);
    await storage.outbox.release(next!, null, at(4));

    expect(next?.chat.key).toBe(chat.key);
    expect(await claimLanes(storage, 10_000)).toEqual([]);
    await owe(storage, account.id, chat.key, 'c');
    expect(await claimLanes(storage, 10_000)).toHaveLength(1);
  });

  it('leaves no message behind while many write and several deliver', async () => {
    const storage = await open(() => NOON);
    const people = await Promise.all(['61', '62', '63'].map((person) => personWatching(storage, person)));
    const chats = people.map(({ chat }) => chat.key);
    const told = new Map<string, string[]>(chats.map((key) => [key, []]));
    let isWriting = true;
    const writers = people.map(async ({ account }, number) => {
      for (let round = 0; round < 12; round += 1) {
        for (const key of number % 2 === 0 ? chats : [...chats].reverse()) {
          await storage.people.notices.enqueue(notice(account.id, key, `${number}-${round}`));
        }
      }
    });
    const deliver = async (owner: string) => {
      for (;;) {
        const wasWriting = isWriting;
        const lanes = await claimLanes(storage, 1, owner);
        for (const lane of lanes) {
          const messages = await storage.outbox.head(lane.chat.key, 5);
          const ids = messages.map((message) => message.id);
          if (await storage.outbox.settle(lane, { ids, card: null })) {
            told.get(lane.chat.key)!.push(...messages.map((message) => message.notification.dedupeKey));
          }
          await storage.outbox.release(lane, messages.length === 5 ? at(1) : null, at(1));
        }
        if (lanes.length === 0 && !wasWriting) return;
      }
    };

    const deliveries = ['d1', 'd2'].map(deliver);
    await Promise.all(writers);
    isWriting = false;
    await Promise.all(deliveries);

    for (const key of chats) {
      const keys = told.get(key)!;
      expect(keys).toHaveLength(36);
      for (const number of [0, 1, 2]) {
        const own = keys.filter((name) => name.startsWith(`${number}-`));
        expect(own).toEqual(Array.from({ length: 12 }, (_, round) => `${number}-${round}`));
      }
    }
    expect(await storage.outbox.depth(NOON)).toEqual({ waiting: 0, oldestSeconds: 0 });
  });

  it('gives several chats their messages from one poll', async () => {
    const storage = await open(() => NOON);
    const alice = await personWatching(storage, ALICE);
    const group = await storage.people.chats.save({
      address: { chatId: '-7', topicId: null },
      kind: 'group',
      title: null,
    });
    const work = await claimOne(storage, 0);

    await storage.polls.commit(work.lease, (tx) =>
      tx.enqueue([
        notification(alice.account.id, group.key, 'g1'),
        notification(alice.account.id, alice.chat.key, 'a1'),
        notification(alice.account.id, group.key, 'g2'),
      ]),
    );

    expect(await waiting(storage, group.key)).toEqual(['g1', 'g2']);
    expect(await waiting(storage, alice.chat.key)).toEqual(['a1']);
  });
});
