import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SECOND } from '../../../src/domain/time.js';
import { ALICE, ALICE_TOKEN, BOB, BotFixture, GROUP, type Shown } from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

let bot: BotFixture;

beforeEach(async () => {
  bot = await BotFixture.start();
});
afterEach(() => bot.stop());

const preferences = (chat: number = ALICE.id) => bot.stores.preferences.find(String(chat));

describe('/quiet', () => {
  it('sets hours by typing, with days and zone, and says whether it is quiet now', async () => {
    bot.now = new Date('2026-03-02T22:30:00Z');

    const [answer] = await bot.say(ALICE, '/quiet 22:00-08:00 mon-fri Europe/Berlin');

    expect(answer?.text).toContain('Quiet from 22:00 to 08:00, Mon–Fri (Europe/Berlin).');
    expect(answer?.text).toContain('until Tue 08:00');
    expect(await preferences()).toMatchObject({
      timeZone: 'Europe/Berlin',
      quietHours: { from: 1_320, to: 480, days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    });
  });

  it('is set, opened to what is urgent, and ended by buttons, in one message', async () => {
    const [panel] = await bot.say(ALICE, '/quiet');
    expect(panel?.text).toContain('at any hour');

    const [night] = await bot.press(ALICE, panel, '22:00');
    expect(night?.payload).toHaveProperty('message_id');
    expect(night?.text).toContain('these times are UTC');
    const [urgent] = await bot.press(ALICE, night, 'Let urgent things through');
    expect(urgent?.text).toContain('Urgent things come through');
    expect(await preferences()).toMatchObject({ letsUrgentThrough: true, quietHours: { from: 1_320 } });
    const [off] = await bot.press(ALICE, urgent, 'No quiet hours');

    expect(off?.text).toContain('at any hour');
    expect(await preferences()).toMatchObject({ quietHours: null });
  });

  it('says what to send when it does not understand', async () => {
    const [hours] = await bot.say(ALICE, '/quiet at night <b>');
    const [zone] = await bot.say(ALICE, '/quiet 22:00-08:00 Europe/Atlantis');

    expect(hours?.text).toContain('“at night <b>”');
    expect(zone?.text).toContain('“Europe/Atlantis”');
    expect(bot.stores.preferences.rows.size).toBe(0);
  });

  it('is a group’s own', async () => {
    await bot.say(ALICE, '/quiet 20:00-07:00', { chat: GROUP });

    expect(await preferences(GROUP.id)).toMatchObject({ quietHours: { from: 1_200, to: 420 } });
    expect(await preferences()).toMatchObject({ quietHours: null });
  });
});

describe('/timezone', () => {
  it('takes a name, however it is written, and tells the time', async () => {
    const [answer] = await bot.say(ALICE, '/timezone kolkata');
    const [again] = await bot.say(ALICE, '/timezone');
    const chosen = again?.buttons.filter(({ text }) => text.startsWith('✓'));

    expect(answer?.text).toBe('Times here are those of Asia/Kolkata, where it is 15:30 now.');
    expect(again?.text).toContain(answer?.text);
    expect(chosen?.map(({ text }) => text)).toEqual(['✓ 15:30 Delhi']);
    expect(await preferences()).toMatchObject({ timeZone: 'Asia/Kolkata' });
  });

  it('offers near names for a slip', async () => {
    const [near] = await bot.say(ALICE, '/timezone Europe/Berln');
    const [chosen] = await bot.press(ALICE, near, 'Europe/Berlin');

    expect(chosen?.text).toContain('Europe/Berlin, where it is 11:00 now');
    expect(await preferences()).toMatchObject({ timeZone: 'Europe/Berlin' });
  });

  it('says what to send for a name from nowhere', async () => {
    const [none] = await bot.say(ALICE, '/timezone');
    const [nowhere] = await bot.say(ALICE, '/timezone Xyzzyxyzzy/Plugh');

    expect(none?.text).toContain('Times are UTC');
    expect(nowhere?.text).toContain('Send the name of a city');
  });
});

describe('/settings', () => {
  /** Each page with what is pressed on it, and on the way back. */
  const WALKS = {
    en: [
      ['Language', 'English', '‹ Settings'],
      ['Time zone', 'Berlin', '‹ Settings'],
      ['Quiet hours', '22:00–08:00', 'Let urgent', 'No quiet hours', 'sat, sun', '‹ Settings'],
      ['Summary', '09:30 daily', 'Remind after', '‹ Settings'],
      ['Privacy', 'Neither', 'Titles only', '‹ Settings'],
      ['Projects', 'Watch a project', 'All watches'],
      ['group/app', 'All', 'Custom', 'What is told', '‹ The filter', 'Add a rule', 'Branch'],
      ['‹ Other rules', '‹ The filter', 'Open the watch', 'Team', 'All watches', '‹ Settings'],
    ],
    ru: [
      ['Язык', 'Русский', '‹ Настройки'],
      ['Часовой пояс', 'Берлин', '‹ Настройки'],
      ['Тихие часы', '22:00–08:00', 'Пропускать', 'Без тихих часов', 'сб, вс', '‹ Настройки'],
      ['Сводка', '09:30 каждый день', 'Напомин', '‹ Настройки'],
      ['Приватность', 'Ни текста', 'Только названия', '‹ Настройки'],
      ['Проекты', 'Следить за проектом', 'Все подписки'],
      ['group/app', 'Всё', 'Свой', 'О чём', '‹ К фильтру', 'Добавить правило', 'Ветка'],
      ['‹ К правилам', '‹ К фильтру', 'Открыть подписку', 'Команда', 'Все подписки', '‹ Настройки'],
    ],
  } as const;
  const MENUS = {
    en: ['English', 'Europe/Berlin', '1', '00:00–24:00, Sat, Sun', '09:30, every day', 'Titles only'],
    ru: ['Русский', 'Europe/Berlin', '1', '00:00–24:00, сб, вс', '09:30, каждый день', 'Только названия'],
  } as const;

  const sent = (): number => bot.telegram.of('sendMessage').length;
  /** A reply to the message that was sent last. */
  const reply = (text: string): Promise<readonly Shown[]> =>
    bot.say(ALICE, text, { reply_to_message: { message_id: sent() } });

  it.each(['en', 'ru'] as const)(
    'reaches everything by buttons and leads back in one message: %s',
    async (language) => {
      const reader = { ...ALICE, language_code: language };
      await bot.link(ALICE, ALICE_TOKEN, 'alice', [project('11', 'group/app')]);
      await bot.say(ALICE, '/watch group/app');
      let [shown] = await bot.say(reader, '/settings');
      const before = sent();
      const titles = [];

      for (const label of WALKS[language].flat()) {
        bot.now = new Date(bot.now.getTime() + 5 * SECOND);
        const [next, ...others] = await bot.press(reader, shown, label);
        expect(next?.payload).toMatchObject({ message_id: before });
        expect(others).toEqual([]);
        titles.push(next?.text.split('\n')[0]);
        shown = next;
      }

      expect(sent()).toBe(before);
      expect(new Set(titles).size).toBeGreaterThan(12);
      expect(
        shown?.text
          .split('\n')
          .slice(1, 7)
          .map((one) => one.split(': ')[1]),
      ).toEqual(MENUS[language]);
      expect(await preferences()).toMatchObject({
        timeZone: 'Europe/Berlin',
        quietHours: { from: 0, to: 1_440 },
        letsUrgentThrough: true,
        digest: { at: 570 },
        remindAfterHours: 48,
        privacy: 'titles',
      });
      expect([...bot.stores.watchRows.values()]).toMatchObject([{ level: 'team' }]);
    },
  );

  it.each([
    ['Time zone', 'tokyo', 'Asia/Tokyo, where it is 19:00 now', { timeZone: 'Asia/Tokyo' }],
    ['Quiet hours', '21:00-07:00 UTC', 'Quiet from 21:00 to 07:00', { quietHours: { from: 1_260, to: 420 } }],
    ['Summary', '08:15 mon', 'comes at 08:15, Mon', { digest: { at: 495, days: ['mon'] } }],
  ])(
    'takes what is not among the buttons as an answer, which goes: %s',
    async (page, typed, text, wanted) => {
      const [menu] = await bot.say(ALICE, '/settings');
      await bot.press(ALICE, menu, page);
      const before = sent();

      const [unclear] = await reply('Xyzzyxyzzy');
      const [understood] = await reply(typed);

      expect(unclear?.text).toContain('“Xyzzyxyzzy”');
      expect(unclear?.buttons.at(-1)?.text).toMatch(/^‹/);
      expect(understood?.text).toContain(text);
      expect(sent()).toBe(before);
      expect(bot.telegram.of('deleteMessage')).toHaveLength(2);
      expect(await preferences()).toMatchObject(wanted);
    },
  );

  it('takes no answer once its menu is shown again', async () => {
    const [menu] = await bot.say(ALICE, '/settings');
    const [panel] = await bot.press(ALICE, menu, 'Quiet hours');
    await bot.press(ALICE, panel, '‹ Settings');

    const [answer] = await reply('21:00-07:00');

    expect(answer?.text).not.toContain('Quiet from');
    expect(await preferences()).toMatchObject({ quietHours: null });
  });

  it('are a group’s own, for whoever may use the bot there', async () => {
    const [menu] = await bot.say(ALICE, '/settings', { chat: GROUP });
    expect(menu?.text).toContain('Settings of this chat');

    const [panel] = await bot.press(BOB, menu, 'Privacy', GROUP);
    const [changed] = await bot.press(BOB, panel, 'Neither', GROUP);

    expect(changed?.text).toContain('no word that people wrote');
    expect(await preferences(GROUP.id)).toMatchObject({ privacy: 'neither' });
    expect(await preferences()).toMatchObject({ privacy: 'full' });
  });
});
