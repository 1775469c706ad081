import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTelegramChannel } from '../../../../src/channels/telegram/telegram-channel.js';
import { createTelegram } from '../../../../src/channels/telegram/telegram-client.js';
import { DeliveryError } from '../../../../src/domain/errors.js';
import { line, quote, type Message } from '../../../../src/domain/message.js';
import type { Channel } from '../../../../src/domain/ports/channel.js';
import { FakeTelegram, type Fault } from '../../../support/fake-telegram.js';
import { createMemoryLogger, type MemoryLogger } from '../../../support/memory-logger.js';

const CHAT = { chatId: '-1001234567890', topicId: null };
const HELLO: Message = { lines: [line('Hello')] };
const LOUD = { replyTo: null, isSilent: false };

let telegram: FakeTelegram;
let channel: Channel;
let log: MemoryLogger;

beforeEach(async () => {
  telegram = await FakeTelegram.start();
  log = createMemoryLogger();
  channel = createTelegramChannel({ telegram: createTelegram(telegram), logger: log });
});

afterEach(() => telegram.stop());

async function failure(doing: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await doing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${inspect(error)}`);
  return error;
}

function refused(status: number, description: string, parameters?: object): Fault {
  return { status, description, ...(parameters ? { parameters } : {}) };
}

describe('sending', () => {
  it('sends text with entities and without a preview', async () => {
    const message = { lines: [line({ text: 'MR !1', href: 'https://example.com/1' }), quote('why')] };

    const id = await channel.send(CHAT, message, LOUD);

    expect(id).toBe('1');
    expect(telegram.of('sendMessage')).toEqual([
      {
        chat_id: -1001234567890,
        text: 'MR !1\nwhy',
        entities: [
          { type: 'text_link', url: 'https://example.com/1', offset: 0, length: 5 },
          { type: 'expandable_blockquote', offset: 6, length: 3 },
        ],
        link_preview_options: { is_disabled: true },
      },
    ]);
  });

  it('sends to a topic, in silence, as a reply that may be lost', async () => {
    await channel.send({ ...CHAT, topicId: '42' }, HELLO, { replyTo: '7', isSilent: true });

    expect(telegram.of('sendMessage')[0]).toMatchObject({
      message_thread_id: 42,
      disable_notification: true,
      reply_parameters: { message_id: 7, allow_sending_without_reply: true },
    });
  });

  it('sends without the reply when Telegram insists that it is lost', async () => {
    telegram.fail('sendMessage', refused(400, 'Bad Request: message to be replied not found'));

    await channel.send(CHAT, HELLO, { replyTo: '7', isSilent: false });

    expect(telegram.of('sendMessage')[1]).not.toHaveProperty('reply_parameters');
  });

  it('sends buttons', async () => {
    const buttons = [
      [
        { label: 'Open', url: 'https://example.com/' },
        { label: 'Mute', action: 'm:1:60' },
      ],
    ];

    await channel.send(CHAT, { ...HELLO, buttons }, LOUD);

    expect(telegram.of('sendMessage')[0]?.reply_markup).toEqual({
      inline_keyboard: [
        [
          { text: 'Open', url: 'https://example.com/' },
          { text: 'Mute', callback_data: 'm:1:60' },
        ],
      ],
    });
  });

  it('refuses an action over 64 bytes before anything is sent', async () => {
    const buttons = [[{ label: 'x', action: 'x'.repeat(65) }]];

    expect((await failure(channel.send(CHAT, { ...HELLO, buttons }, LOUD))).code).toBe('rejected');
    expect(telegram.calls).toEqual([]);
  });

  it('refuses an id that is no number', async () => {
    expect((await failure(channel.send({ chatId: 'x', topicId: null }, HELLO, LOUD))).code).toBe('rejected');
  });
});

describe('what Telegram refuses', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'unreachable'],
    [403, 'Forbidden: user is deactivated', 'unreachable'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'unreachable'],
    [403, 'Forbidden: bot is not a member of the channel chat', 'unreachable'],
    [403, 'Forbidden: the group chat was deleted', 'unreachable'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'unreachable'],
    [403, 'Forbidden: something nobody has seen yet', 'rejected'],
    [400, 'Bad Request: chat not found', 'unreachable'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'unreachable'],
    [400, 'Bad Request: message thread not found', 'topic-gone'],
    [400, 'Bad Request: TOPIC_CLOSED', 'topic-closed'],
    [400, 'Bad Request: TOPIC_DELETED', 'topic-gone'],
    [400, "Bad Request: can't parse entities: whatever", 'rejected'],
    [400, 'Bad Request: something nobody has seen yet', 'rejected'],
    [401, 'Unauthorized', 'unauthorized'],
    [404, 'Not Found', 'unauthorized'],
    [409, 'Conflict: terminated by other getUpdates request', 'unavailable'],
    [500, 'Internal Server Error', 'unavailable'],
    [502, 'Bad Gateway', 'unavailable'],
  ])('%i %s is %s', async (status, description, code) => {
    telegram.fail('sendMessage', refused(status, description));

    expect((await failure(channel.send(CHAT, HELLO, LOUD))).code).toBe(code);
  });

  it('tells where a migrated group went', async () => {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    telegram.fail('sendMessage', refused(400, description, { migrate_to_chat_id: -1009876543210 }));

    expect(await failure(channel.send(CHAT, HELLO, LOUD))).toMatchObject({
      code: 'moved',
      movedTo: '-1009876543210',
    });
  });

  it.each([
    [{ retry_after: 17 }, 'Too Many Requests: retry after 17', 17],
    [undefined, 'Too Many Requests: retry after 5', 5],
    [undefined, 'Too Many Requests', undefined],
  ])('tells how long to wait: %j', async (parameters, description, seconds) => {
    telegram.fail('sendMessage', refused(429, description, parameters));

    const error = await failure(channel.send(CHAT, HELLO, LOUD));

    expect([error.code, error.retryAfterSeconds]).toEqual(['too-fast', seconds]);
  });
});

describe('a Telegram that does not answer', () => {
  it.each([
    ['resets the connection', 'reset'],
    ['answers a page', { status: 200, html: '<html>Bad gateway</html>' }],
    ['answers an error page', { status: 503, html: '<html>Down</html>' }],
    ['refuses with a page', { status: 403, html: '<html>Proxy</html>' }],
  ] as const)('that %s is unavailable', async (_, fault) => {
    telegram.fail('sendMessage', fault);

    expect((await failure(channel.send(CHAT, HELLO, LOUD))).code).toBe('unavailable');
  });

  it('that is silent is given up', async () => {
    const impatient = createTelegramChannel({
      telegram: createTelegram(telegram),
      logger: log,
      timeoutMs: 50,
    });
    telegram.fail('sendMessage', 'hang');

    expect((await failure(impatient.send(CHAT, HELLO, LOUD))).code).toBe('unavailable');
  });

  it('that hangs up amid its answer is not waited for', async () => {
    const patient = createTelegramChannel({
      telegram: createTelegram(telegram),
      logger: log,
      timeoutMs: 600_000,
    });
    telegram.fail('sendMessage', 'half');

    expect((await failure(patient.send(CHAT, HELLO, LOUD))).code).toBe('unavailable');
  });

  it('that is not there is unavailable', async () => {
    await telegram.stop();

    expect((await failure(channel.send(CHAT, HELLO, LOUD))).code).toBe('unavailable');
    telegram = await FakeTelegram.start();
  });
});

describe('editing', () => {
  it('edits text and buttons', async () => {
    const id = await channel.send(CHAT, HELLO, LOUD);

    expect(await channel.edit(CHAT, id, { lines: [line('Bye')] })).toBe('edited');
    expect(telegram.of('editMessageText')[0]).toMatchObject({
      chat_id: -1001234567890,
      message_id: 1,
      text: 'Bye',
    });
  });

  it('tells an edit that changed nothing', async () => {
    const id = await channel.send(CHAT, HELLO, LOUD);

    expect(await channel.edit(CHAT, id, HELLO)).toBe('unchanged');
  });

  it.each([
    'message to edit not found',
    "message can't be edited",
    'MESSAGE_ID_INVALID',
    'message thread not found',
    'TOPIC_DELETED',
  ])('tells "%s" as gone', async (text) => {
    telegram.fail('editMessageText', refused(400, `Bad Request: ${text}`));

    expect(await channel.edit(CHAT, '1', HELLO)).toBe('gone');
  });

  it('throws what is no matter of the message', async () => {
    telegram.fail('editMessageText', refused(403, 'Forbidden: bot was blocked by the user'));

    expect((await failure(channel.edit(CHAT, '1', HELLO))).code).toBe('unreachable');
  });
});

describe('secrets', () => {
  it('never puts the bot token or the text of a message into an error or a log line', async () => {
    const faults: Fault[] = ['reset', { status: 200, html: '<p>' }, refused(400, 'Bad Request: x'), 'hang'];
    const impatient = createTelegramChannel({
      telegram: createTelegram(telegram),
      logger: log,
      timeoutMs: 50,
    });
    const seen: unknown[] = [];

    for (const fault of faults) {
      telegram.fail('sendMessage', fault);
      seen.push(await failure(impatient.send(CHAT, { lines: [line('private words')] }, LOUD)));
    }
    const elsewhere = createTelegram({ token: telegram.token, apiRoot: 'http://127.0.0.1:1' });
    seen.push(
      await failure(createTelegramChannel({ telegram: elsewhere, logger: log }).send(CHAT, HELLO, LOUD)),
    );

    const shown = inspect([seen, log.entries], { depth: null, showHidden: true });
    expect(seen).toHaveLength(5);
    expect(shown).not.toContain(telegram.token.split(':')[1]);
    expect(shown).not.toContain('private words');
  });
});

describe('the address of the Bot API', () => {
  it('keeps a path, with or without a slash at its end', () => {
    for (const apiRoot of ['https://proxy.example.com/telegram', 'https://proxy.example.com/telegram/']) {
      expect(createTelegram({ token: 'x', apiRoot }).options.apiRoot).toBe(
        'https://proxy.example.com/telegram/',
      );
    }
  });
});
