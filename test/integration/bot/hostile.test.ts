import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALICE, ALICE_TOKEN, BotFixture, BOB, GROUP } from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

describe('updates that nobody meant well', () => {
  it.each([
    ['without a sender', { message: { message_id: 1, date: 0, chat: GROUP, text: '/watch a/b' } }],
    [
      'of a channel',
      { channel_post: { message_id: 1, date: 0, chat: { id: -7, type: 'channel' }, text: '/start' } },
    ],
    [
      'of a bot',
      {
        message: {
          message_id: 1,
          date: 0,
          chat: GROUP,
          from: { id: 9, is_bot: true, first_name: 'x' },
          text: '/help',
        },
      },
    ],
    [
      'that are a press on an inline message',
      {
        callback_query: { id: 'q', from: ALICE, chat_instance: 'x', data: 'r:help', inline_message_id: 'z' },
      },
    ],
    ['of a kind that was never asked for', { poll: { id: '1' } }],
    ['that are empty', {}],
    [
      'with a text that is no text',
      { message: { message_id: 1, date: 0, chat: { id: 100, type: 'private' }, from: ALICE, text: 7 } },
    ],
    [
      'that are a service message',
      { message: { message_id: 1, date: 0, chat: GROUP, from: ALICE, new_chat_title: 'x' } },
    ],
    [
      'that change a command',
      {
        edited_message: {
          message_id: 1,
          date: 0,
          edit_date: 1,
          chat: { id: 100, type: 'private' },
          from: ALICE,
          text: '/help',
        },
      },
    ],
  ])('%s get no answer', async (_, update) => {
    expect(await world.handle(update)).toEqual([]);
    expect(world.log.messages('error')).toEqual([]);
  });

  it.each([
    ['without a chat', { message: { message_id: 1, date: 0, from: ALICE, text: '/help' } }],
    ['that are a message of nothing', { message: null }],
    ['without a member', { my_chat_member: { chat: GROUP, from: ALICE, date: 0 } }],
  ])('%s are logged and passed over', async (_, update) => {
    expect(await world.handle(update)).toEqual([]);
    expect(world.log.messages('error')).toEqual(['an update could not be handled']);
  });

  it('get a short answer however long they are', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', []);
    const huge = 'x'.repeat(100_000);

    for (const text of [
      huge,
      `/${huge}`,
      `/watch ${huge}`,
      `/watch ${'a/b '.repeat(20_000)}`,
      `/unwatch ${huge}`,
      `/mute ${huge}`,
      `/start ${huge}`,
    ]) {
      for (const answer of await world.say(ALICE, text)) expect(answer.text.length).toBeLessThan(1000);
    }
    expect(world.log.messages('error')).toEqual([]);
  });

  it('with malformed entities are read by their text', async () => {
    const entities = [{ type: 'bot_command', offset: -5, length: 1e9 }, null, { type: 7 }];

    const [answer] = await world.say(ALICE, '/help', { entities });

    expect(answer?.text).toContain('/watch');
  });

  it('with any callback data at all never break it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z1]{1,2}:[\w:-]{0,40}$/)),
        async (data) => {
          world.now = new Date(world.now.getTime() + 60_000);
          await world.pressData(ALICE, data);
        },
      ),
      { numRuns: 60 },
    );

    expect(world.log.messages('error')).toEqual([]);
    expect(world.telegram.of('answerCallbackQuery').length).toBe(60);
  });
});

describe('presses', () => {
  it.each(['', 'x', 'v2:abc:1', 'o:', 's:1:nothing'])(
    'on a button of another make (%s) get one alert',
    async (data) => {
      await world.pressData(ALICE, data);

      expect(world.telegram.of('answerCallbackQuery')).toEqual([
        {
          callback_query_id: 'query-1',
          text: 'I do not know this button any more. Please send the command again.',
          show_alert: true,
        },
      ]);
      expect(world.telegram.of('sendMessage')).toEqual([]);
    },
  );

  it('are always answered, and only once', async () => {
    const [welcome] = await world.say(ALICE, '/start');
    await world.press(ALICE, welcome, 'Help');
    await world.press(ALICE, welcome, 'Link github.com');

    expect(world.telegram.of('answerCallbackQuery')).toHaveLength(2);
  });

  it('that Telegram no longer takes an answer to are done all the same', async () => {
    const description = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    const [welcome] = await world.say(ALICE, '/start');
    world.telegram.fail('answerCallbackQuery', { status: 400, description });

    const [help] = await world.press(ALICE, welcome, 'Help');

    expect(help?.text).toContain('/watch');
  });
});

describe('a bot whose own parts fail', () => {
  it('says one sentence when a handler throws, and logs it', async () => {
    world.stores.stores.watches.listOfChat = () => Promise.reject(new Error('the database is away'));

    const [answer] = await world.say(ALICE, '/watches');
    await world.pressData(ALICE, 'l:0');

    expect(answer?.text).toBe('Something went wrong on my side. Please try again in a minute.');
    expect(world.alert()).toContain('Something went wrong');
    expect(world.log.messages('error')).toHaveLength(2);
  });

  it('keeps quiet in a group where nobody asked it', async () => {
    world.stores.stores.chats.move = () => Promise.reject(new Error('the database is away'));

    expect(await world.say(ALICE, '', { text: undefined, chat: GROUP, migrate_to_chat_id: -9 })).toEqual([]);
  });

  it('answers again after the pause that Telegram asks for, once', async () => {
    const tooFast = { status: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } };
    world.telegram.fail('sendMessage', tooFast);
    await world.say(ALICE, '/help');
    expect(world.waits).toEqual([3000]);
    expect(world.telegram.of('sendMessage')).toHaveLength(2);

    world.telegram.fail('sendMessage', tooFast, tooFast);
    await world.say(ALICE, '/help');
    expect(world.telegram.of('sendMessage')).toHaveLength(4);
    expect(world.log.messages('warn')).toEqual(['an answer could not be given']);
  });

  it('remembers that a chat cannot be reached, or has moved', async () => {
    await world.say(ALICE, '/help');
    world.telegram.fail('sendMessage', {
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    await world.say(ALICE, '/help');
    expect(world.stores.chatRows.get('100')?.isReachable).toBe(false);

    world.telegram.fail('sendMessage', {
      status: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: -1009 },
    });
    await world.say(BOB, '/help', { chat: { id: -9, type: 'group', title: 'x' } });
    expect(world.stores.chatRows.has('-1009')).toBe(true);
  });

  it('sends a new message when the one with the button is gone', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', [project('1', 'a/b')]);
    await world.say(ALICE, '/watch a/b');
    const [list] = await world.say(ALICE, '/watches');
    world.telegram.fail('editMessageText', {
      status: 400,
      description: 'Bad Request: message to edit not found',
    });

    await world.press(ALICE, list, 'a/b');

    expect(world.telegram.calls.at(-2)).toMatchObject({ method: 'sendMessage' });
  });
});

describe('forge text in answers', () => {
  it('neither formats nor mentions nor becomes a command', async () => {
    const name = 'x/@durov.<b>/forget';
    await world.link(ALICE, ALICE_TOKEN, '@admin *bold* `code` $t(help.group) {{user}}', [
      { ...project('66', name), url: 'javascript:alert(1)' },
    ]);

    const [answer] = await world.say(ALICE, '/watch 66');

    const { text, entities } = answer?.payload as { text: string; entities: readonly { url: string }[] };
    expect(answer?.text).toContain(`I watch ${name} from now on`);
    expect(answer?.text).toContain('@admin *bold* `code` $t(help.group) {{user}}');
    expect(text).not.toMatch(/@(durov|admin)/);
    expect(entities.map(({ url }) => new URL(url).origin)).toEqual(
      Array(2).fill('https://gitlab.example.com'),
    );
  });
});
