import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { Secret } from '../../../src/domain/secret.js';
import { DAY, MINUTE } from '../../../src/domain/time.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  BOB,
  claimOne,
  failure,
  GITLAB,
  NOON,
  notice,
  personWatching,
  pipeline,
  saveMember,
} from './fixtures.js';

const CAROL = { id: '77', name: 'Carol', language: 'en' };

function after(ms: number): Date {
  return new Date(NOON.getTime() + ms);
}

describeOnEachDatabase('access', (open, database) => {
  it('asks about a stranger once a day, and never again after a no', async () => {
    const { strangers } = (await open()).people;

    expect(await strangers.note(CAROL, NOON)).toBe('new');
    expect(await strangers.note(CAROL, after(DAY - 1))).toBe('waiting');
    expect(await strangers.note({ ...CAROL, name: 'C.' }, after(DAY))).toBe('new');
    await strangers.deny(CAROL.id);
    expect(await strangers.note(CAROL, after(9 * DAY))).toBe('denied');

    expect(await strangers.find(CAROL.id)).toMatchObject({ isDenied: true });
    await strangers.note({ ...CAROL, id: '78' }, NOON);
    expect((await strangers.list()).map(({ id }) => id)).toEqual(['78', CAROL.id]);
    await strangers.remove(CAROL.id);
    expect(await strangers.find(CAROL.id)).toBeNull();
  });

  it('lists members with where they are linked and how much they watch, and when they were here', async () => {
    const storage = await open();
    const { members } = storage.people;
    await personWatching(storage, ALICE);
    await saveMember(storage, BOB);
    await members.save({ id: BOB, name: 'Bob', language: 'en', isOperator: true, access: 'admitted' }, NOON);
    await members.see(ALICE, NOON);
    await members.see(ALICE, after(4 * MINUTE));

    const before = await members.list();
    await members.see(ALICE, after(5 * MINUTE));

    expect(before).toEqual([
      { id: BOB, name: 'Bob', isOperator: true, access: 'admitted', seenAt: null, accounts: [], watches: 0 },
      {
        id: ALICE,
        name: `Person ${ALICE}`,
        isOperator: false,
        seenAt: NOON,
        accounts: [{ login: `user-1${ALICE}`, forgeUrl: GITLAB.url }],
        watches: 1,
      },
    ]);
    expect((await members.list())[1]?.seenAt).toEqual(after(5 * MINUTE));
    expect(JSON.stringify(before)).not.toContain('shop/app');
  });

  it('takes everything from whoever is shut out, but for the name and the decision', async () => {
    const storage = await open();
    const { members, accounts, passes, chats } = storage.people;
    const { account, chat } = await personWatching(storage, ALICE);
    const pass = { hash: 'h', kind: 'session', personId: ALICE, now: NOON, expiresAt: at(60) } as const;
    await passes.put(pass);

    expect(await members.revoke(ALICE, NOON)).toMatchObject({ accounts: 1, watches: 1 });

    expect(await members.find(ALICE)).toMatchObject({ access: 'revoked', isOperator: false });
    expect(await accounts.find(account.id)).toBeNull();
    expect(await chats.find(chat.key)).toBeNull();
    expect(await passes.find('h', 'session', NOON)).toBeNull();
    expect(await database.sql(`SELECT 1 FROM account`)).toEqual([]);
  });

  it('collects what is kept about one person, without a token or anything of others', async () => {
    const storage = await open();
    const alice = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.saveSnapshots([pipeline('100')]);
      await tx.recordEvents([failure('a')]);
    });
    await personWatching(storage, BOB);
    await storage.people.notices.enqueue(notice(alice.account.id, alice.chat.key, 'told'));
    await storage.people.members.chooseLanguage(ALICE, 'ru', NOON);
    await storage.people.preferences.change(alice.chat.key, { privacy: 'titles' }, NOON);
    const mute = { id: randomUUID(), target: 'all', title: 'everything', until: at(60), state: null };
    await storage.people.mutes.put(alice.chat.key, mute);
    await storage.people.pending.put({
      ...{ id: 'q1', chatKey: alice.chat.key, personId: ALICE, action: 'forget', payload: {} },
      ...{ secret: new Secret('glpat-sealed'), expiresAt: at(60) },
    });
    const data = await storage.people.members.collect(ALICE);

    const counts = Object.entries(data).map(([part, rows]) => [part, rows.length]);
    expect(Object.fromEntries(counts)).toEqual({
      ...{ person: 1, accounts: 1, watches: 1, chats: 1, notifications: 1 },
      ...{ settings: 1, mutes: 1, questions: 1, timeline: 1, lastSeen: 1 },
      ...{
        actions: 0,
        signIns: 0,
        invitations: 0,
        tickets: 0,
        desks: 0,
        mentionedIn: 0,
        blocks: 0,
        reactions: 0,
      },
    });
    expect(data['person']).toMatchObject([{ chosen_language: 'ru' }]);
    expect(data['lastSeen']).toMatchObject([{ kind: 'pipeline', how_many: 1 }]);
    const text = JSON.stringify(data);
    expect(text).toContain('shop/app-1');
    expect(text).not.toMatch(/glpat|sealed|"hash"/);
    expect(text).not.toContain(BOB);
  });

  it('keeps an invitation until it ends, is taken back, or its maker goes', async () => {
    const storage = await open();
    const { invites, members } = storage.people;
    await saveMember(storage, ALICE);
    const invite = { code: 'c1', madeBy: ALICE, forgeUrl: GITLAB.url, paths: ['a/b'], letsIn: true };
    await invites.put({ ...invite, expiresAt: at(60) }, NOON);
    await invites.put({ ...invite, code: 'c2', expiresAt: at(600) }, at(1));

    await invites.setLetsIn('c2', false);

    expect((await invites.list(NOON)).map(({ code, letsIn }) => [code, letsIn])).toEqual([
      ['c2', false],
      ['c1', true],
    ]);
    expect(await invites.find('c1', at(59))).toEqual({ ...invite, expiresAt: at(60) });
    expect(await invites.find('c1', at(60))).toBeNull();
    await invites.remove('c1');
    expect(await invites.find('c1', NOON)).toBeNull();
    await members.forget(ALICE);
    expect(await invites.find('c2', NOON)).toBeNull();
  });
});
