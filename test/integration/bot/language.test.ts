import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, BOB, BotFixture, GROUP, type Shown } from '../../support/bot-fixture.js';

const RUSSIAN_ALICE = { ...ALICE, language_code: 'ru' };
const FINNISH_ALICE = { ...ALICE, language_code: 'fi' };

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

function labels(shown: Shown | undefined): readonly string[] {
  return (shown?.buttons ?? []).map(({ text }) => text);
}

describe('a person', () => {
  it('is answered in the language of their Telegram, and in its new one after it changes', async () => {
    const [english] = await world.say(ALICE, '/language');
    const [russian] = await world.say(RUSSIAN_ALICE, '/language');

    expect(english?.text).toBe('I write to you in English, going by your Telegram.');
    expect(russian?.text).toBe('Пишу тебе по-русски – на языке твоего Telegram.');
    expect(labels(russian)).toEqual(['English', 'Русский', '✓ Как в Telegram', '‹ Настройки']);
  });

  it('is answered in English where Telegram names a language that we do not have', async () => {
    const [answer] = await world.say(FINNISH_ALICE, '/unheard');

    expect(answer?.text).toContain('I do not know that command');
  });

  it('chooses another one by a button, which stays whatever Telegram says', async () => {
    const [panel] = await world.say(ALICE, '/language');

    const [changed] = await world.press(ALICE, panel, 'Русский');

    expect(changed?.text).toBe('Пишу тебе по-русски.');
    expect(labels(changed)).toEqual(['English', '✓ Русский', 'Как в Telegram', '‹ Настройки']);
    const [later] = await world.say(ALICE, '/watches');
    expect(later?.text).toContain('В этом чате пока нет проектов');
  });

  it('goes back to what Telegram says', async () => {
    await world.say(ALICE, '/language ru');

    const [answer] = await world.say(ALICE, '/language telegram');

    expect(answer?.text).toBe('I write to you in English, going by your Telegram.');
    expect(world.stores.people.get('100')).toMatchObject({ language: 'en', chosenLanguage: null });
  });

  it.each(['ru', 'Русский', 'РУССКИЙ'])('may type "%s"', async (word) => {
    const [answer] = await world.say(ALICE, `/language ${word}`);

    expect(answer?.text).toBe('Пишу тебе по-русски.');
  });

  it('hears which languages there are after an unknown one', async () => {
    const [answer] = await world.say(ALICE, '/language klingon');

    expect(answer?.text).toBe('I do not speak that language. Choose one of these.');
    expect(labels(answer)).toEqual(['English', 'Русский', '✓ As Telegram says', '‹ Settings']);
  });
});

describe('a group', () => {
  it('reads the language of the member who brought the bot, whoever asks', async () => {
    await world.say(RUSSIAN_ALICE, '/help@watch_bot', { chat: GROUP });

    const [answer] = await world.say(BOB, '/watches', { chat: GROUP });

    expect(answer?.text).toContain('В этом чате пока нет проектов');
  });

  it('reads the one that a member chose there, in all its topics', async () => {
    const [panel] = await world.say(ALICE, '/language', { chat: GROUP });
    expect(labels(panel)).toEqual(['✓ English', 'Русский', '‹ Settings']);
    const [changed] = await world.press(BOB, panel, 'Русский', GROUP);
    expect(changed?.text).toBe('Здесь пишу по-русски.');

    const topic = { chat: GROUP, message_thread_id: 9, is_topic_message: true };
    const [inTopic] = await world.say(ALICE, '/watches', topic);
    const [inPrivate] = await world.say(ALICE, '/watches');

    expect(inTopic?.text).toContain('В этом чате пока нет проектов');
    expect(inPrivate?.text).toContain('watches nothing yet');
  });

  it('has no language of Telegram', async () => {
    await world.say(ALICE, '/language', { chat: GROUP });

    await world.pressData(ALICE, 'la:telegram', GROUP);

    expect(world.alert()).toContain('I do not know this button any more');
    expect(world.stores.chatRows.get('-1001')).toMatchObject({ language: 'en' });
  });
});
