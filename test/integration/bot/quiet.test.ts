import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, BotFixture, GROUP } from '../../support/bot-fixture.js';

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

    expect(answer?.text).toBe('Times here are those of Asia/Kolkata, where it is 15:30 now.');
    expect(again?.text).toBe(answer?.text);
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
