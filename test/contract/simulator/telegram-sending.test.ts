import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Telegram, TelegramError } from 'telegraf';
import { aPicture } from '../../support/a-picture.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';

const ALICE = 1_001;

describe('sending to the simulated Bot API', () => {
  const clock = new ScriptedClock();
  let simulator: TelegramSimulator;
  let telegram: Telegram;

  beforeEach(async () => {
    simulator = await startTelegram({ clock: clock.now });
    telegram = new Telegram(simulator.token, { apiRoot: simulator.url });
    simulator.world.addPerson({ id: ALICE, name: 'Alice', hasStarted: true });
  });

  afterEach(() => simulator.close());

  async function refusal(call: Promise<unknown>): Promise<TelegramError['response'] | null> {
    try {
      await call;
      return null;
    } catch (error) {
      if (error instanceof TelegramError) return error.response;
      throw error;
    }
  }

  async function description(call: Promise<unknown>): Promise<string | undefined> {
    return (await refusal(call))?.description;
  }

  it('counts 4096 UTF-16 units after parsing', async () => {
    const html = { parse_mode: 'HTML' } as const;

    expect(await refusal(telegram.sendMessage(ALICE, `<b>${'x'.repeat(4_096)}</b>`, html))).toBeNull();
    expect(await description(telegram.sendMessage(ALICE, 'x'.repeat(4_097)))).toBe(
      'Bad Request: message is too long',
    );
    expect(await description(telegram.sendMessage(ALICE, '🚀'.repeat(2_049)))).toBe(
      'Bad Request: message is too long',
    );
    expect(await description(telegram.sendMessage(ALICE, ' \n <b> </b>', html))).toBe(
      'Bad Request: message text is empty',
    );
  });

  it('parses HTML into entities', async () => {
    const sent = await telegram.sendMessage(
      ALICE,
      '<b>a <i>b</i></b> &lt;&amp;&#128640; <a href="https://x.example/?a=1&amp;b=2">l</a> <pre><code class="language-ts">c</code></pre><blockquote expandable>q</blockquote>',
      { parse_mode: 'HTML' },
    );

    expect(sent.text).toBe('a b <&🚀 l cq');
    expect(sent.entities).toEqual([
      { type: 'bold', offset: 0, length: 3 },
      { type: 'italic', offset: 2, length: 1 },
      { type: 'text_link', offset: 9, length: 1, url: 'https://x.example/?a=1&b=2' },
      { type: 'pre', offset: 11, length: 1, language: 'ts' },
      { type: 'expandable_blockquote', offset: 12, length: 1 },
    ]);
  });

  it.each([
    ['<br>', `Unsupported start tag "br" at byte offset 0`],
    ['a < b', `Unsupported start tag "" at byte offset 2`],
    ['<b>x', `Can't find end tag corresponding to start tag "b"`],
    ['<b><i>x</b></i>', `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
  ])('refuses the HTML %s', async (html, reason) => {
    expect(await description(telegram.sendMessage(ALICE, html, { parse_mode: 'HTML' }))).toBe(
      `Bad Request: can't parse entities: ${reason}`,
    );
  });

  it('refuses entities outside of the text and inside of a symbol', async () => {
    const bold = (offset: number, length: number): Promise<unknown> =>
      telegram.sendMessage(ALICE, '🚀 go', { entities: [{ type: 'bold', offset, length }] });

    expect(await refusal(bold(0, 5))).toBeNull();
    expect(await description(bold(3, 3))).toContain('ends after the end of the text at UTF-16 offset 5');
    expect(await description(bold(1, 2))).toContain('in a middle of a UTF-16 symbol');
  });

  it('finds mentions and commands by itself, but not in code', async () => {
    const plain = await telegram.sendMessage(ALICE, 'ask @alice99, then /retry');
    const code = await telegram.sendMessage(ALICE, '@alice99', {
      entities: [{ type: 'code', offset: 0, length: 8 }],
    });

    expect(plain.entities?.map((entity) => entity.type)).toEqual(['mention', 'bot_command']);
    expect(code.entities?.map((entity) => entity.type)).toEqual(['code']);
  });

  it('drops a link to a host without a dot, and refuses a button with one', async () => {
    const sent = await telegram.sendMessage(ALICE, '<a href="http://gitlab/x">MR</a>', {
      parse_mode: 'HTML',
    });
    const button = telegram.sendMessage(ALICE, 'x', {
      reply_markup: { inline_keyboard: [[{ text: 'Open', url: 'http://gitlab/x' }]] },
    });

    expect(sent).toMatchObject({ text: 'MR' });
    expect(sent.entities).toBeUndefined();
    expect(await description(button)).toContain('is invalid: Wrong HTTP URL');
  });

  it('takes callback data of 64 bytes, not of 65', async () => {
    const send = (data: string): Promise<unknown> =>
      telegram.sendMessage(ALICE, 'x', {
        reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: data }]] },
      });

    expect(await refusal(send('я'.repeat(32)))).toBeNull();
    expect(await description(send('я'.repeat(32) + 'x'))).toBe('Bad Request: BUTTON_DATA_INVALID');
  });

  it('remembers silence, replies and previews as a person would notice them', async () => {
    const { world } = simulator;
    const { message_id: first } = await telegram.sendMessage(ALICE, 'one');
    await telegram.sendMessage(ALICE, 'two', {
      disable_notification: true,
      reply_parameters: { message_id: first },
      link_preview_options: { is_disabled: true },
    });

    expect(world.botMessages(ALICE)).toMatchObject([
      { isSilent: false, replyTo: null, isPreviewDisabled: false },
      { isSilent: true, replyTo: first, isPreviewDisabled: true },
    ]);
  });

  it('shows a person the narrowest command menu in their language', async () => {
    const { world } = simulator;
    world.addPerson({ id: 1_003, name: 'Олег', language: 'ru' });
    const list = (text: string): readonly { command: string; description: string }[] => [
      { command: 'start', description: text },
    ];
    await telegram.setMyCommands(list('default'));
    await telegram.setMyCommands(list('private'), { scope: { type: 'all_private_chats' } });
    await telegram.setMyCommands(list('лично'), {
      scope: { type: 'all_private_chats' },
      language_code: 'ru',
    });
    const group = world.addGroup({ title: 'Team', members: [ALICE] });

    const shown = [
      world.commands(ALICE, ALICE),
      world.commands(1_003, 1_003),
      world.commands(group.id, ALICE),
    ];

    expect(shown).toEqual([list('private'), list('лично'), list('default')]);
    expect(await description(telegram.setMyCommands([{ command: 'No-Good', description: 'x' }]))).toBe(
      'Bad Request: BOT_COMMAND_INVALID',
    );
  });

  it('keeps the pictures of the bot, puts others in their place, and takes nothing else for one', async () => {
    const [blue, red] = [aPicture('blue'), aPicture('red')];
    const sent = await telegram.sendPhoto(ALICE, { source: blue }, { caption: 'blue' });
    const media = { type: 'photo', media: { source: red }, caption: 'red' } as const;
    await telegram.editMessageMedia(ALICE, sent.message_id, undefined, media);

    const [shown] = simulator.world.botMessages(ALICE);
    expect(shown).toMatchObject({ media: 'photo', text: 'red', history: [{ text: 'blue' }] });
    expect(shown?.file?.content).toEqual(red);
    expect(await description(telegram.editMessageMedia(ALICE, sent.message_id, undefined, media))).toMatch(
      /^Bad Request: message is not modified/,
    );
    expect(await description(telegram.editMessageText(ALICE, sent.message_id, undefined, 'x'))).toBe(
      'Bad Request: there is no text in the message to edit',
    );
    expect(await description(telegram.sendPhoto(ALICE, { source: Buffer.from('no picture') }))).toBe(
      'Bad Request: IMAGE_PROCESS_FAILED',
    );
  });

  it('takes queries, forms and GET as well as JSON', async () => {
    const base = `${simulator.url}/bot${simulator.token}`;
    const markup = JSON.stringify({ inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] });
    const form = new FormData();
    form.set('chat_id', String(ALICE));
    form.set('text', 'multipart ✓');

    const answers = await Promise.all([
      fetch(`${base}/sendMessage?chat_id=${ALICE}&text=query`),
      fetch(`${base}/SENDMESSAGE`, {
        method: 'POST',
        body: new URLSearchParams({ chat_id: String(ALICE), text: 'form', reply_markup: markup }),
      }),
      fetch(`${base}/sendMessage`, { method: 'POST', body: form }),
    ]);

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const texts = simulator.world.botMessages(ALICE).map((message) => message.text);
    expect(texts.sort()).toEqual(['form', 'multipart ✓', 'query']);
  });

  it('gives up waiting with what it waited for and what was said', async () => {
    await telegram.sendMessage(ALICE, 'something else');

    await expect(simulator.world.waitForMessage(ALICE, /pipeline/, { timeoutMs: 30 })).rejects.toThrow(
      /Waited 30 ms for a message \/pipeline\/ in chat 1001 in vain.*something else/,
    );
  });
});
