import { expect, it } from '@jest/globals';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, BOB, claimLanes, NOON, notice, personWatching } from './fixtures.js';

const GROUP = '-1001';

describeOnEachDatabase('who is mentioned in a group', (open, database) => {
  async function group(storage: Storage, topicId: string | null = null) {
    return storage.people.chats.save({ address: { chatId: GROUP, topicId }, kind: 'group', title: 'Team' });
  }

  async function begin(storage: Storage, personId: string, accountId: string): Promise<void> {
    await storage.people.mentions.begin({ chatId: GROUP, personId, accountId, now: NOON });
  }

  const named = async (storage: Storage, chatId = GROUP): Promise<readonly string[]> =>
    (await storage.people.mentions.listOf(chatId)).map(({ personId }) => personId);

  it('comes with the lease of each topic, as who they are by the account that they linked', async () => {
    const storage = await open(() => NOON);
    const { account } = await personWatching(storage, ALICE);
    const topic = await group(storage, '7');
    await begin(storage, ALICE, account.id);
    await begin(storage, ALICE, account.id);
    await storage.people.notices.enqueue(notice(account.id, topic.key, 'n'));

    const callees = await storage.people.mentions.listOf(GROUP);
    const [lane] = await claimLanes(storage, 1);

    expect(callees).toMatchObject([
      {
        personId: ALICE,
        forgeUrl: account.forge.url,
        user: { id: account.user.id, login: account.user.login },
      },
    ]);
    expect(lane?.callees).toEqual(callees);
    expect(await storage.people.mentions.groupsOf(ALICE)).toEqual([{ chatId: GROUP, title: 'Team' }]);
  });

  it('begins with an account of one’s own alone, and ends for oneself alone', async () => {
    const storage = await open(() => NOON);
    const { account } = await personWatching(storage, ALICE);
    await begin(storage, BOB, account.id);
    expect(await named(storage)).toEqual([]);

    await begin(storage, ALICE, account.id);
    expect(await storage.people.mentions.end(GROUP, BOB)).toBe(false);
    expect(await named(storage)).toEqual([ALICE]);
    expect(await storage.people.mentions.end(GROUP, ALICE)).toBe(true);
    expect(await named(storage)).toEqual([]);
  });

  it('moves with the group, rests while the token is refused, stands in an export, and is forgotten', async () => {
    const storage = await open(() => NOON);
    const { account } = await personWatching(storage, ALICE);
    await group(storage);
    await begin(storage, ALICE, account.id);

    await storage.people.chats.move(GROUP, '-2002');
    expect([await named(storage), await named(storage, '-2002')]).toEqual([[], [ALICE]]);
    await database.sql(`UPDATE account SET state = 'refused'`);
    expect(await named(storage, '-2002')).toEqual([]);
    await database.sql(`UPDATE account SET state = 'active'`);
    const { mentionedIn } = await storage.people.members.collect(ALICE);
    expect(mentionedIn).toMatchObject([{ chat_id: '-2002', user_login: account.user.login }]);

    await storage.people.members.forget(ALICE);
    expect(await database.sql(`SELECT * FROM mention`)).toEqual([]);
  });
});
