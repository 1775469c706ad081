import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTelegramChannel } from '../../../../src/channels/telegram/telegram-channel.js';
import { createTelegram } from '../../../../src/channels/telegram/telegram-client.js';
import { line, type Message } from '../../../../src/domain/message.js';
import type { Channel } from '../../../../src/domain/ports/channel.js';
import { FakeTelegram } from '../../../support/fake-telegram.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';

const CHAT = { chatId: '-1001234567890', topicId: null };
const HELLO: Message = { lines: [line('Hello')] };
const LOUD = { replyTo: null, isSilent: false };
/** Bytes that no text holds. */
const PICTURE = { name: 'stats.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10]) };

let telegram: FakeTelegram;
let channel: Channel;

beforeEach(async () => {
  telegram = await FakeTelegram.start();
  channel = createTelegramChannel({ telegram: createTelegram(telegram), logger: createMemoryLogger() });
});

afterEach(() => telegram.stop());

describe('a message with a picture', () => {
  it('sends a picture with its lines as the caption, cut to what a caption holds', async () => {
    const lines = [line({ text: 'shop', style: 'bold' }), line('x'.repeat(900)), line('y'.repeat(900))];
    const buttons = [[{ label: 'Dark', action: 'c:1:dark' }]];

    await channel.send(
      { ...CHAT, topicId: '42' },
      { lines, buttons, picture: PICTURE },
      { ...LOUD, replyTo: '7' },
    );

    const [sent] = telegram.of('sendPhoto');
    expect(sent).toMatchObject({
      photo: { name: 'stats.png', content: PICTURE.content },
      caption_entities: [{ type: 'bold', offset: 0, length: 4 }],
      message_thread_id: '42',
      reply_parameters: { message_id: 7, allow_sending_without_reply: true },
      reply_markup: { inline_keyboard: [[{ text: 'Dark', callback_data: 'c:1:dark' }]] },
    });
    expect(String(sent?.caption)).toHaveLength(1024);
  });

  it('puts another picture into a message', async () => {
    const id = await channel.send(CHAT, { ...HELLO, picture: PICTURE }, LOUD);
    const other = { name: 'dark.png', content: Buffer.from('another') };

    expect(await channel.edit(CHAT, id, { ...HELLO, picture: other })).toBe('edited');

    const [edited] = telegram.of('editMessageMedia');
    const { media } = edited?.media as { readonly media: string };
    expect(edited?.media).toMatchObject({ type: 'photo', caption: 'Hello', caption_entities: [] });
    expect(edited?.[media.replace('attach://', '')]).toMatchObject({ content: other.content });
  });

  it('says it without the picture where a group takes none, which is no reason to give it up', async () => {
    const forbidden = 'Bad Request: not enough rights to send photos to the chat';
    telegram.fail('sendPhoto', { status: 400, description: forbidden });

    await channel.send(
      CHAT,
      { ...HELLO, picture: PICTURE, buttons: [[{ label: 'Dark', action: 'x' }]] },
      LOUD,
    );

    expect(telegram.of('sendMessage')).toMatchObject([{ text: 'Hello' }]);
    expect(telegram.of('sendMessage')[0]).not.toHaveProperty('reply_markup');
  });
});
