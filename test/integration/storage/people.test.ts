import { describe, expect, it } from '@jest/globals';
import { RECORD_CHAT, RECORD_CHOSEN_CHAT } from '../../../src/domain/chat.js';
import { Secret } from '../../../src/domain/secret.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  BOB,
  claim,
  claimLanes,
  claimOne,
  failure,
  GITLAB,
  link,
  NOON,
  notice,
  personWatching,
  pipeline,
  pollAll,
  saveMember,
  watch,
} from './fixtures.js';
import { countFeeds } from '../../support/count-feeds.js';

describeOnEachDatabase('people', (open, database) => {
  describe('members', () => {
    it('are found as they were saved last', async () => {
      const storage = await open();
      const { members } = storage.people;
      await members.save({ id: ALICE, name: 'Alice', language: 'ru', isOperator: false }, NOON);
      const before = await members.hasOperator();
      await members.save({ id: ALICE, name: 'Alice A.', language: 'en', isOperator: true }, at(1));

      expect(before).toBe(false);
      expect(await members.hasOperator()).toBe(true);
      expect(await members.find(ALICE)).toEqual({
        id: ALICE,
        name: 'Alice A.',
        language: 'en',
        chosenLanguage: null,
        isOperator: true,
      });
      expect(await members.find(BOB)).toBeNull();
    });

    it('keep the language that they chose until they choose otherwise', async () => {
      const storage = await open();
      const { members } = storage.people;
      const alice = { id: ALICE, name: 'Alice', language: 'en', isOperator: false };
      await members.save(alice, NOON);
      await members.chooseLanguage(ALICE, 'ru', NOON);
      await members.save({ ...alice, language: 'fi' }, at(1));

      expect(await members.find(ALICE)).toMatchObject({ language: 'fi', chosenLanguage: 'ru' });

      await members.chooseLanguage(ALICE, null, at(2));

      expect(await members.find(ALICE)).toMatchObject({ language: 'fi', chosenLanguage: null });
    });

    it('leave nothing behind when they are forgotten', async () => {
      const storage = await open();
      const alice = await personWatching(storage, ALICE);
      const bob = await personWatching(storage, BOB);
      const group = await storage.people.chats.save({
        address: { chatId: '-7', topicId: null },
        kind: 'group',
        title: 'Team',
      });
      await watch(storage, { account: alice.account, chatKey: group.key, projectId: '2' });
      for (const address of [RECORD_CHAT, RECORD_CHOSEN_CHAT]) {
        const record = await storage.people.chats.save({ address, kind: 'group', title: null });
        await watch(storage, { account: alice.account, chatKey: record.key, projectId: '3' });
      }
      await storage.people.notices.enqueue(notice(alice.account.id, group.key, 'g'));
      await storage.people.notices.enqueue(notice(alice.account.id, alice.chat.key, 'p'));
      await storage.people.notices.enqueue(notice(bob.account.id, group.key, 'of bob'));
      for (const work of await claim(storage, 0)) {
        await storage.polls.commit(work.lease, async (tx) => {
          await tx.saveSnapshots([pipeline('100')]);
          await tx.recordEvents([failure('a')]);
        });
      }
      const lanes = await claimLanes(storage, 1e9);
      for (const lane of lanes) {
        const card = { key: 'k', card: { messageId: '1', fingerprint: 'f' } };
        await storage.outbox.settle(lane, { ids: [], card });
      }
      const deed = { action: 'merge', personId: ALICE, who: 'Alice', forge: 'gitlab', headSha: 'a' } as const;
      await storage.people.news.noteDeed(group.key, 'k', deed);
      await storage.people.pending.put({ ...PENDING, id: 'of alice', personId: ALICE, chatKey: group.key });
      await storage.people.pending.put({ ...PENDING, id: 'in her chat', personId: null, chatKey: ALICE });

      const listed = await storage.people.members.list();
      expect(listed.find(({ id }) => id === ALICE)).toMatchObject({ watches: 2 });

      const { watches } = await storage.people.members.collect(ALICE);
      expect(watches).toContainEqual(expect.objectContaining({ chat_key: RECORD_CHOSEN_CHAT.chatId }));

      const gone = await storage.people.members.forget(ALICE);

      expect(gone).toEqual({ accounts: 1, watches: 2, messages: 2, actions: 0, events: 1, tickets: 0 });
      const tables = await database.sql<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
      );
      for (const { name } of tables) {
        const rows = await database.sql<{ text: string }>(
          `SELECT to_jsonb(t)::text AS text FROM "${name}" t`,
        );
        const hers = rows.filter(({ text }) => text.includes(ALICE) || text.includes(alice.account.id));
        expect([name, hers]).toEqual([name, []]);
      }
      expect(
        (await storage.outbox.head(group.key, 10)).map((message) => message.notification.dedupeKey),
      ).toEqual(['of bob']);
      expect(await storage.people.accounts.find(bob.account.id)).not.toBeNull();
    });

    it('forget nobody who is not there', async () => {
      const storage = await open();

      expect(await storage.people.members.forget('404')).toEqual({
        ...{ accounts: 0, watches: 0 },
        ...{ messages: 0, actions: 0, events: 0, tickets: 0 },
      });
    });
  });

  describe('accounts', () => {
    it('are one for a person and a forge user, and two for two people', async () => {
      const storage = await open();
      await saveMember(storage, ALICE);
      await saveMember(storage, BOB);

      const first = await link(storage, ALICE, { userId: '5', token: 'glpat-one' });
      const renewed = await link(storage, ALICE, { userId: '5', token: 'glpat-two', now: at(60) });
      const other = await link(storage, BOB, { userId: '5' });

      expect(renewed).toEqual({ ...first, linkedAt: at(60) });
      expect(other.id).not.toBe(first.id);
      expect(await storage.people.accounts.listOf(ALICE)).toEqual([renewed]);
      expect((await storage.people.accounts.open(first.id))?.secret.reveal()).toBe('glpat-two');
      expect(first).toMatchObject({
        personId: ALICE,
        forge: GITLAB,
        user: { id: '5' },
        state: 'active',
        linkedAt: NOON,
      });
      expect(first.token.expiresAt).toEqual(new Date('2031-01-01T00:00:00.000Z'));
    });

    it('tell whether they are new, also when two links race', async () => {
      const storage = await open();
      await saveMember(storage, ALICE);
      const { token, user } = await link(storage, ALICE, { userId: '1' });
      const race = () =>
        storage.people.accounts.link({
          personId: ALICE,
          forge: GITLAB,
          identity: { user: { ...user, id: '6' }, token },
          secret: new Secret('glpat-race'),
          now: NOON,
        });

      const links = await Promise.all([race(), race(), race()]);

      expect(new Set(links.map(({ account }) => account.id)).size).toBe(1);
      expect(links.filter(({ isNew }) => isNew)).toHaveLength(1);
    });

    it('wake their feeds and keep their watches when the token is renewed', async () => {
      const storage = await open();
      const { account, chat } = await personWatching(storage, ALICE);
      await pollAll(storage, await claimOne(storage, 0), at(900));

      await link(storage, ALICE, { token: 'glpat-new', now: at(10) });
      const work = await claimOne(storage, 10);

      expect(work.account.id).toBe(account.id);
      expect(work.feeds).toHaveLength(countFeeds('gitlab'));
      expect(await storage.people.watches.listOfChat(chat.key)).toHaveLength(1);
    });

    it('never show a token in the database', async () => {
      const storage = await open();
      await personWatching(storage, ALICE);
      await storage.people.pending.put({ ...PENDING, secret: new Secret('glpat-pending') });

      const rows = await database.sql<{ text: string }>(
        `SELECT to_jsonb(a)::text AS text FROM account a UNION ALL SELECT to_jsonb(p)::text FROM pending p`,
      );

      expect(rows).toHaveLength(2);
      expect(rows.filter(({ text }) => text.includes('glpat'))).toEqual([]);
    });

    it('cannot be opened with a token that was moved from another row', async () => {
      const storage = await open();
      const alice = await personWatching(storage, ALICE);
      const bob = await personWatching(storage, BOB);

      await database.sql(
        `UPDATE account SET sealed_token = (SELECT sealed_token FROM account WHERE id = $1) WHERE id = $2`,
        [alice.account.id, bob.account.id],
      );

      expect(await storage.people.accounts.open(bob.account.id)).toBeNull();
    });

    it('are gone with everything when they are removed, and ids that are none find nothing', async () => {
      const storage = await open();
      const { account, chat } = await personWatching(storage, ALICE);
      const { accounts, watches, feeds } = storage.people;

      expect(await accounts.listIds()).toEqual([account.id]);
      await accounts.remove('no uuid');
      await accounts.remove(account.id);
      expect(await accounts.listIds()).toEqual([]);

      expect(await accounts.find(account.id)).toBeNull();
      expect(await accounts.open('no uuid')).toBeNull();
      expect(await watches.listOfChat(chat.key)).toEqual([]);
      expect(await feeds.listOf(account.id)).toEqual([]);
    });
  });
});

const PENDING = {
  id: 'p',
  chatKey: '-7',
  personId: null,
  action: 'watch',
  payload: { project: '1' },
  secret: null,
  expiresAt: at(60),
};
