import { expect, it } from '@jest/globals';
import { WEEKDAYS } from '../../../src/domain/local-time.js';
import { NO_PREFERENCES } from '../../../src/domain/preferences.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, claimLanes, NOON, notice, personWatching, saveMember } from './fixtures.js';

const NIGHT = { from: 1_320, to: 480, days: WEEKDAYS };
const MORNING = { at: 570, days: WEEKDAYS };

describeOnEachDatabase('what a chat prefers', (open, database) => {
  const plan = () =>
    database.sql(`SELECT chat_key, digest_due_at, reminded_until FROM preference ORDER BY chat_key`);

  it('is changed piece by piece', async () => {
    const storage = await open(() => NOON);
    const { key } = await saveMember(storage, ALICE);
    const { preferences } = storage.people;

    expect(await preferences.find(key)).toEqual(NO_PREFERENCES);
    await Promise.all([
      preferences.change(key, { timeZone: 'Europe/Berlin' }, NOON),
      preferences.change(key, { quietHours: NIGHT }, NOON),
    ]);
    await preferences.change(key, { privacy: 'titles', theme: 'dark' }, NOON);
    const all = await preferences.change(key, { letsUrgentThrough: true }, NOON);

    expect(all).toEqual({
      ...NO_PREFERENCES,
      timeZone: 'Europe/Berlin',
      quietHours: NIGHT,
      letsUrgentThrough: true,
      privacy: 'titles',
      theme: 'dark',
    });
    expect(await preferences.find(key)).toEqual(all);
  });

  it('plans the digest by the time zone, and reminders from the beginning', async () => {
    const storage = await open(() => NOON);
    const { key } = await saveMember(storage, ALICE);
    const { preferences } = storage.people;

    await preferences.change(key, { digest: MORNING, remindAfterHours: 48 }, NOON);
    expect(await plan()).toEqual([
      { chat_key: key, digest_due_at: new Date('2030-05-02T09:30:00Z'), reminded_until: new Date(0) },
    ]);
    await preferences.change(key, { timeZone: 'America/New_York' }, NOON);
    expect(await plan()).toMatchObject([{ digest_due_at: new Date('2030-05-01T13:30:00Z') }]);
    await preferences.change(key, { digest: null, remindAfterHours: null }, NOON);
    expect(await plan()).toMatchObject([{ digest_due_at: null, reminded_until: null }]);
  });

  it('makes the chat due, whatever was held for it', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    await storage.people.notices.enqueue(notice(account.id, chat.key, 'a'));
    const [lane] = await claimLanes(storage, 0);
    await storage.outbox.release(lane!, at(3_600), at(0));
    expect(await claimLanes(storage, 1)).toEqual([]);

    await storage.people.preferences.change(chat.key, { quietHours: null }, at(2));

    expect(await claimLanes(storage, 2)).toHaveLength(1);
  });

  it('moves with the group, whose own choice stands where there is one, and ends with the chat', async () => {
    const storage = await open(() => NOON);
    const { preferences, chats } = storage.people;
    for (const chatId of ['-1', '-2', '-3'])
      await chats.save({ address: { chatId, topicId: null }, kind: 'group', title: null });
    await preferences.change('-1', { timeZone: 'Europe/Berlin' }, NOON);
    await preferences.change('-3', { timeZone: 'Asia/Kolkata' }, NOON);

    await chats.move('-1', '-2');
    await chats.move('-2', '-3');
    await chats.move('-3', '-4');

    expect(await preferences.find('-1')).toEqual(NO_PREFERENCES);
    expect(await preferences.find('-4')).toMatchObject({ timeZone: 'Asia/Kolkata' });
    await database.sql(`DELETE FROM chat WHERE key = '-4'`);
    expect(await plan()).toEqual([]);
  });
});
