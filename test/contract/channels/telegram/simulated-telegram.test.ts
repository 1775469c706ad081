import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTelegramChannel } from '../../../../src/channels/telegram/telegram-channel.js';
import { createTelegram } from '../../../../src/channels/telegram/telegram-client.js';
import { line, quote, type Message } from '../../../../src/domain/message.js';
import type { Channel } from '../../../../src/domain/ports/channel.js';
import { ScriptedClock } from '../../../simulator/core/clock.js';
import { startTelegram, type TelegramSimulator } from '../../../simulator/telegram/start-telegram.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';

const ALICE = 1001;
const CHAT = { chatId: String(ALICE), topicId: null };
const OPTIONS = { replyTo: null, isSilent: false };

let simulator: TelegramSimulator;
let channel: Channel;

beforeEach(async () => {
  simulator = await startTelegram({ clock: new ScriptedClock().now });
  simulator.world.addPerson({ id: ALICE, name: 'Alice', hasStarted: true });
  const telegram = createTelegram({ token: simulator.token, apiRoot: simulator.url });
  channel = createTelegramChannel({ telegram, logger: createMemoryLogger() });
});

afterEach(() => simulator.close());

describe('the channel before the simulated Telegram', () => {
  it('makes no mention, command, tag, link or format of forge text, whatever it is', async () => {
    const piece = fc.constantFrom(
      '@durov',
      '/start',
      '#bug',
      'a@b.io',
      '<b>',
      '*',
      '[x](http://y.io)',
      ' ',
      '\n',
      '\u202e',
      '\ud800',
      '👩‍💻',
      '_',
      '7',
    );
    const hostile = fc.array(piece, { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join(''));

    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        await channel.send(CHAT, { lines: [line(text), quote(text)] }, OPTIONS);
        const types = new Set(
          simulator.world
            .botMessages(ALICE)
            .at(-1)
            ?.entities.map(({ type }) => type),
        );
        types.delete('url');
        types.delete('expandable_blockquote');
        expect([...types]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['x', '🚀', 'é\u0301', '👩‍👩‍👧‍👦', '\u200d', '\n', ' '])(
    'sends 100 kB of %j in every place',
    async (unit) => {
      const text = unit.repeat(50_000);
      const message: Message = {
        lines: [
          line({ text, href: 'https://example.com/' }, text, { text, style: 'code' }),
          quote(text),
          quote(text),
        ],
        buttons: [[{ label: text, action: 'x' }], [{ label: text, url: 'https://example.com/' }]],
      };

      const id = await channel.send(CHAT, message, OPTIONS);

      expect(simulator.world.botMessages(ALICE).at(-1)?.text.length).toBeLessThanOrEqual(4096);
      expect(await channel.edit(CHAT, id, { lines: [line('done')] })).toBe('edited');
      expect(await channel.edit(CHAT, id, { lines: [line('done')] })).toBe('unchanged');
    },
  );

  it('knows a topic that is closed from one that is gone', async () => {
    const { world } = simulator;
    const forum = world.addGroup({ title: 'F', isForum: true, members: [ALICE] });
    const topic = world.addTopic(forum.id, ALICE, 'CI');
    const address = { chatId: String(forum.id), topicId: String(topic) };
    const send = () => channel.send(address, { lines: [line('x')] }, OPTIONS);
    const card = await send();
    const edit = (text: string) => channel.edit(address, card, { lines: [line(text)] });

    world.closeTopic(forum.id, topic, ALICE);
    await expect(send()).rejects.toMatchObject({ code: 'topic-closed' });
    expect(await edit('y')).toBe('edited');
    world.reopenTopic(forum.id, topic, ALICE);
    await expect(send()).resolves.toBeTruthy();
    world.deleteTopic(forum.id, topic);
    await expect(send()).rejects.toMatchObject({ code: 'topic-gone' });
    expect(await edit('z')).toBe('gone');
  });

  it('knows a message that is gone and a person who blocked the bot', async () => {
    const { world } = simulator;
    const id = await channel.send(CHAT, { lines: [line('x')] }, OPTIONS);
    world.delete({ chatId: ALICE, id: Number(id) });
    expect(await channel.edit(CHAT, id, { lines: [line('y')] })).toBe('gone');
    await expect(
      channel.send(CHAT, { lines: [line('z')] }, { replyTo: id, isSilent: true }),
    ).resolves.toBeTruthy();

    world.block(ALICE);
    await expect(channel.send(CHAT, { lines: [line('x')] }, OPTIONS)).rejects.toMatchObject({
      code: 'unreachable',
    });
    await expect(
      channel.send({ chatId: '424242', topicId: null }, { lines: [line('x')] }, OPTIONS),
    ).rejects.toMatchObject({
      code: 'unreachable',
    });
    world.revokeBotToken();
    await expect(channel.send(CHAT, { lines: [line('x')] }, OPTIONS)).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });
});
