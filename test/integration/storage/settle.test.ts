import { expect, it } from '@jest/globals';
import pg from 'pg';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/database.js';
import { waitUntil } from '../../support/wait-until.js';
import { ALICE, at, claimLanes, NOON, notice, personWatching } from './fixtures.js';

async function isSomeoneWaiting({ sql }: TestDatabase): Promise<boolean> {
  const waiting = await sql(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

describeOnEachDatabase('deliveries to many chats', (open, database) => {
  const owe = async (storage: Storage, accountId: string, chatKey: string, ...keys: string[]) => {
    for (const key of keys) await storage.people.notices.enqueue(notice(accountId, chatKey, key));
  };
  const waiting = async (storage: Storage, chatKey: string) =>
    (await storage.outbox.head(chatKey, 100)).map((message) => message.notification.dedupeKey);

  it('settles chats together, each behind its own fence', async () => {
    const storage = await open(() => NOON);
    const people = await Promise.all(['61', '62', '63'].map((person) => personWatching(storage, person)));
    for (const { account, chat } of people) await owe(storage, account.id, chat.key, 'a', 'b');
    const late = (await claimLanes(storage, 0, 'slow')).filter(({ chat }) => chat.key === '62');
    const lanes = [...(await claimLanes(storage, 30)).filter(({ chat }) => chat.key !== '62'), ...late];
    const queues = await Promise.all(lanes.map(({ chat }) => storage.outbox.head(chat.key, 1)));
    const firsts = queues.map(([first]) => first!.id);

    const begun = await Promise.all(lanes.map((lane, index) => storage.outbox.begin(lane, [firsts[index]!])));
    const settled = await Promise.all(
      lanes.map((lane, index) =>
        storage.outbox.settle(
          lane,
          { ids: [firsts[index]!], card: { key: 'k', card: { messageId: lane.chat.key, fingerprint: 'f' } } },
          { nextDueAt: at(40), now: at(31) },
        ),
      ),
    );

    expect(begun).toEqual([true, true, false]);
    expect(settled).toEqual([true, true, false]);
    const left = await Promise.all(['61', '62', '63'].map((key) => waiting(storage, key)));
    expect(left).toEqual([['b'], ['a', 'b'], ['b']]);
    const cards = await Promise.all(['61', '62', '63'].map((key) => storage.outbox.findCard(key, 'k')));
    expect(cards.map((card) => card?.messageId)).toEqual(['61', undefined, '63']);
    expect(await claimLanes(storage, 39)).toEqual([]);
    expect((await claimLanes(storage, 40)).map(({ chat }) => chat.key).sort()).toEqual(['61', '63']);
  });

  it('keeps what was done to the subject of a card until another message is the card', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    const deed = { action: 'retry', personId: ALICE, who: 'Alice', forge: 'gitlab', headSha: null } as const;
    const settleAs = async (messageId: string, minute: number) => {
      await owe(storage, account.id, chat.key, `owed ${String(minute)}`);
      const [lane] = await claimLanes(storage, minute);
      const [owed] = await storage.outbox.head(chat.key, 1);
      await storage.outbox.begin(lane!, [owed!.id]);
      const card = { key: 'k', card: { messageId, fingerprint: `f${String(minute)}` } };
      await storage.outbox.settle(lane!, { ids: [owed!.id], card }, { nextDueAt: null, now: at(minute) });
      return storage.outbox.findCard(chat.key, 'k');
    };

    await storage.people.news.noteDeed(chat.key, 'k', deed);
    const before = await settleAs('1', 1);
    await storage.people.news.noteDeed(chat.key, 'k', deed);
    const edited = await settleAs('1', 2);
    const replaced = await settleAs('2', 3);

    expect(before).toEqual({ messageId: '1', fingerprint: 'f1' });
    expect(edited).toEqual({ messageId: '1', fingerprint: 'f2', deed });
    expect(replaced).toEqual({ messageId: '2', fingerprint: 'f3' });
  });

  it('says in which language a person or a group reads, and none where nobody chose one', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    const groups = ['-7', '-8', '-9'].map((chatId) => ({ chatId, topicId: null }));
    const [chosen, brought, silent] = groups.map((address) => ({
      address,
      kind: 'group' as const,
      title: null,
    }));
    await storage.people.chats.save(chosen!);
    await storage.people.chats.chooseLanguage('-7', 'ru');
    await storage.people.chats.save({ ...brought!, language: 'ru' });
    await storage.people.chats.save(silent!);
    const keys = [chat.key, '-7', '-8', '-9'];
    const readIn = async (): Promise<unknown> => {
      for (const key of keys) await owe(storage, account.id, key, 'a');
      const lanes = await claimLanes(storage, 0);
      for (const lane of lanes) await storage.outbox.release(lane, NOON, NOON);
      return Object.fromEntries(lanes.map((lane) => [lane.chat.key, lane.language]));
    };

    const before = await readIn();
    await storage.people.members.chooseLanguage(ALICE, 'ru', NOON);
    const after = await readIn();

    expect(before).toEqual({ [ALICE]: 'en', '-7': 'ru', '-8': 'ru', '-9': null });
    expect(after).toEqual({ [ALICE]: 'ru', '-7': 'ru', '-8': 'ru', '-9': null });
  });

  it('makes a lane due at once when something comes while it is settled', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    for (let round = 0; round < 20; round += 1) {
      await owe(storage, account.id, chat.key, `a${round}`);
      const [lane] = await claimLanes(storage, 0);
      const ids = (await storage.outbox.head(chat.key, 10)).map((message) => message.id);

      await Promise.all([
        owe(storage, account.id, chat.key, `b${round}`),
        storage.outbox.settle(lane!, { ids, card: null }, { nextDueAt: null, now: NOON }),
      ]);

      const [next] = await claimLanes(storage, 0);
      expect(await waiting(storage, chat.key)).toEqual([`b${round}`]);
      expect(next?.chat.key).toBe(chat.key);
      const rest = (await storage.outbox.head(chat.key, 10)).map((message) => message.id);
      await storage.outbox.settle(next!, { ids: rest, card: null }, { nextDueAt: null, now: NOON });
      expect(await claimLanes(storage, 10_000)).toEqual([]);
    }
  });

  if (database.kind === 'server') {
    it('waits for an enqueue under way, and sees that it woke the lane', async () => {
      const storage = await open(() => NOON);
      const { account, chat } = await personWatching(storage, ALICE);
      await owe(storage, account.id, chat.key, 'a');
      const [lane] = await claimLanes(storage, 0);
      const ids = (await storage.outbox.head(chat.key, 10)).map((message) => message.id);
      const other = new pg.Client({ connectionString: database.url()! });
      await other.connect();
      try {
        await other.query('BEGIN');
        await other.query('UPDATE lane SET wake = wake + 1 WHERE chat_key = $1', [chat.key]);

        const settled = storage.outbox.settle(lane!, { ids, card: null }, { nextDueAt: null, now: at(1) });
        await waitUntil(() => isSomeoneWaiting(database), 'a settlement that waits', 20_000);
        await other.query('COMMIT');

        expect(await settled).toBe(true);
        expect(await claimLanes(storage, 1)).toHaveLength(1);
      } finally {
        await other.end();
      }
    });
  }
});
