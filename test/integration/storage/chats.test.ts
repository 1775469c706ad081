import { expect, it } from '@jest/globals';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, BOB, claim, claimLanes, link, NOON, notice, personWatching, watch } from './fixtures.js';

describeOnEachDatabase('chats', (open, database) => {
  const owe = async (storage: Storage, accountId: string, chatKey: string, ...keys: string[]) => {
    for (const key of keys) await storage.people.notices.enqueue(notice(accountId, chatKey, key));
  };
  const waiting = async (storage: Storage, chatKey: string) =>
    (await storage.outbox.head(chatKey, 100)).map((message) => message.notification.dedupeKey);

  it('keeps nothing for a chat that is unknown or cannot be reached, or an account that is gone', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    const bob = await personWatching(storage, BOB);
    await owe(storage, bob.account.id, bob.chat.key, 'waits');
    await storage.people.chats.markUnreachable(bob.chat.chatId);

    await owe(storage, bob.account.id, bob.chat.key, 'dead');
    await owe(storage, account.id, '404', 'unknown');
    await owe(storage, '00000000-0000-4000-8000-000000000000', chat.key, 'gone');

    expect(await storage.outbox.depth(NOON)).toEqual({ waiting: 0, oldestSeconds: 0 });
    expect(await storage.people.chats.find(bob.chat.key)).toMatchObject({ isReachable: false });
    expect(await database.sql(`SELECT last_error FROM outbox`)).toEqual([{ last_error: 'unreachable' }]);
  });

  it('lists the groups that have a language, once each', async () => {
    const storage = await open(() => NOON);
    await personWatching(storage, ALICE);
    for (const [chatId, topicId] of [
      ['-1', null],
      ['-1', '9'],
      ['-2', null],
      ['-3', null],
    ] as const)
      await storage.people.chats.save({ address: { chatId, topicId }, kind: 'group', title: 'Team' });
    await storage.people.chats.chooseLanguage('-1', 'ru');
    await storage.people.chats.chooseLanguage('-2', 'en');
    await storage.people.chats.markUnreachable('-2');

    expect(await storage.people.chats.listGroups()).toEqual([{ chatId: '-1', language: 'ru' }]);
  });

  it('is reached in all its topics again, and read for, when it is reached at all', async () => {
    const storage = await open(() => NOON);
    const { account, watch: own } = await personWatching(storage, ALICE);
    await storage.people.watches.remove(own.id);
    const save = (topicId: string | null) =>
      storage.people.chats.save({ address: { chatId: '-1', topicId }, kind: 'group', title: 'Team' });
    const topic = await save('9');
    await watch(storage, { account, chatKey: topic.key, projectId: '1' });
    await storage.people.chats.markUnreachable('-1');
    expect(await claim(storage, 0)).toEqual([]);

    await save(null);

    expect(await storage.people.chats.find(topic.key)).toMatchObject({ isReachable: true });
    expect(await claim(storage, 0)).toHaveLength(1);
  });

  it('follows a group that became a supergroup, with its topics, into a chat that it knows or not', async () => {
    const storage = await open(() => NOON);
    const { account } = await personWatching(storage, ALICE);
    const second = await link(storage, ALICE, { userId: '2' });
    const topic = (chatId: string, topicId: string | null) =>
      storage.people.chats.save({ address: { chatId, topicId }, kind: 'group', title: 'Team' });
    const old = await topic('-1', null);
    const oldTopic = await topic('-1', '9');
    const known = await topic('-1001', null);
    await storage.people.chats.chooseLanguage('-1', 'ru');
    await watch(storage, { account, chatKey: old.key, projectId: '1' });
    await watch(storage, { account: second, chatKey: old.key, projectId: '1' });
    await watch(storage, { account, chatKey: known.key, projectId: '1' });
    await watch(storage, { account, chatKey: oldTopic.key, projectId: '1' });
    await owe(storage, account.id, old.key, 'a', 'same');
    await owe(storage, account.id, known.key, 'same');
    await owe(storage, account.id, oldTopic.key, 't');
    const lanes = await claimLanes(storage, 0);
    const oldLane = lanes.find((lane) => lane.chat.key === old.key);
    await storage.outbox.settle(oldLane!, {
      ids: [],
      card: { key: 'c', card: { messageId: '1', fingerprint: 'f' } },
    });
    await database.sql(`UPDATE outbox SET message_id = '1' WHERE chat_key = $1`, [old.key]);
    await storage.people.pending.put({
      id: 'p',
      chatKey: oldTopic.key,
      personId: null,
      action: 'x',
      payload: {},
      secret: null,
      expiresAt: at(60),
    });

    await storage.outbox.moveChat('-1', '-1001');

    expect(await storage.people.chats.find(old.key)).toBeNull();
    expect(await storage.people.chats.find('-1001/9')).toMatchObject({ chatId: '-1001', topicId: '9' });
    expect(await storage.people.chats.find('-1001')).toMatchObject({ language: 'ru' });
    expect((await waiting(storage, '-1001')).sort()).toEqual(['a', 'same']);
    expect((await storage.outbox.head('-1001/9', 1))[0]?.notification.chatKey).toBe('-1001/9');
    expect(await storage.people.watches.listOfChat('-1001')).toHaveLength(2);
    expect(await storage.people.watches.listOfChat('-1001/9')).toHaveLength(1);
    expect(await storage.outbox.findCard('-1001', 'c')).toBeNull();
    expect(await storage.people.news.findTold('-1001', '1')).toBeNull();
    expect(await storage.people.pending.find('p', NOON)).toMatchObject({ chatKey: '-1001/9' });
    expect(await storage.outbox.settle(oldLane!, { ids: [], card: null })).toBe(false);
    expect((await claimLanes(storage, 40)).map((lane) => lane.chat.key).sort()).toEqual(['-1001', '-1001/9']);
    expect(await rowsWith(database.sql, '-1')).toEqual([]);
  });
});

/** Tables with a row in which some text equals the chat's id or begins with it and a slash. */
async function rowsWith(sql: <Row>(text: string) => Promise<Row[]>, chatId: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of ['chat', 'watch', 'outbox', 'lane', 'card', 'pending']) {
    const rows = await sql<{ text: string }>(`SELECT to_jsonb(t)::text AS text FROM ${table} t`);
    if (rows.some(({ text }) => text.includes(`"${chatId}"`) || text.includes(`"${chatId}/`)))
      found.push(table);
  }
  return found;
}
