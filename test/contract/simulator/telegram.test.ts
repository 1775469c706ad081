import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TelegramError, Telegram } from 'telegraf';
import { aPicture } from '../../support/a-picture.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';
import { loadTelegramContract } from '../../simulator/telegram/telegram-contract.js';

const ALICE = 1_001;
const PIXEL = aPicture('blue');
const contract = loadTelegramContract();

if (contract === null) process.stderr.write('Skipped: ../shared/contracts/telegram is not here.\n');

(contract === null ? describe.skip : describe)('the simulated Bot API under its specification', () => {
  const clock = new ScriptedClock();
  let simulator: TelegramSimulator;
  let telegram: Telegram;
  let faults: string[];
  let replies: number;

  beforeEach(async () => {
    simulator = await startTelegram({ clock: clock.now });
    telegram = new Telegram(simulator.token, { apiRoot: simulator.url });
    faults = [];
    replies = 0;
    simulator.server.onReply((request, reply) => {
      const method = request.url.split(/[/?]/)[2] ?? '';
      replies += 1;
      faults.push(
        ...(contract?.faultsOfReply(method, reply.status, reply.body) ?? []).map(
          (one) => `${method}: ${one}`,
        ),
      );
      if (reply.status !== 200) return;
      faults.push(
        ...(contract?.faultsOfRequest(method, request.body) ?? []).map((one) => `${method}? ${one}`),
      );
    });
    simulator.world.addPerson({ id: ALICE, name: 'Alice', username: 'alice', hasStarted: true });
  });

  afterEach(() => simulator.close());

  /** Waits out what the call threw; the reply was checked all the same. */
  async function refused(call: Promise<unknown>): Promise<string> {
    const error = await call.then(
      () => null,
      (reason: unknown) => reason,
    );
    return error instanceof TelegramError ? error.description : String(error);
  }

  it('holds for messages, edits and deletions', async () => {
    const sent = await telegram.sendMessage(ALICE, 'Pipeline <b>failed</b> @bob https://gitlab.example.com', {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'Retry', callback_data: 'retry:1' },
            { text: 'Open', url: 'https://gitlab.example.com/1' },
          ],
        ],
      },
    });
    await telegram.sendMessage(ALICE, 'a reply', { reply_parameters: { message_id: sent.message_id } });
    await telegram.editMessageText(ALICE, sent.message_id, undefined, 'Pipeline passed');
    await telegram.editMessageReplyMarkup(ALICE, sent.message_id, undefined, {
      inline_keyboard: [[{ text: 'Again', callback_data: 'again' }]],
    });
    const user = { id: ALICE, is_bot: false, first_name: 'Alice' };
    const entities = [{ type: 'text_mention', offset: 0, length: 5, user }] as const;
    await telegram.sendMessage(ALICE, 'Alice', { entities: [...entities] });
    const chart = await telegram.sendPhoto(ALICE, { source: PIXEL }, { caption: 'a chart' });
    await telegram.editMessageMedia(ALICE, chart.message_id, undefined, {
      type: 'photo',
      media: { source: PIXEL },
      caption: 'the same chart',
    });
    await telegram.sendDocument(ALICE, { source: Buffer.from('log'), filename: 'job.log' });
    await telegram.sendChatAction(ALICE, 'typing');
    await telegram.deleteMessage(ALICE, sent.message_id);
    await telegram.deleteMessages(ALICE, [sent.message_id + 1, 999]);

    expect(faults).toEqual([]);
    expect(replies).toBe(11);
  });

  it('holds for files that people send, and for where they are', async () => {
    const content = Buffer.from('some bytes');
    for (const kind of ['photo', 'document', 'video', 'voice'] as const) {
      const seed = { kind, name: `a.${kind}`, content, caption: 'look', albumId: '7' };
      simulator.world.sendFile(ALICE, ALICE, seed);
    }
    const updates = await telegram.callApi('getUpdates', {});
    const [first] = simulator.world.messages(ALICE);
    const file = await telegram.getFile(first?.file?.id ?? '');

    expect(updates).toHaveLength(4);
    expect(file).toMatchObject({ file_size: content.length, file_path: expect.stringMatching(/^files\//) });
    expect(await refused(telegram.getFile('nothing'))).toContain('wrong file_id');
    expect(faults).toEqual([]);
  });

  it('holds for the bot itself, its commands and its chats', async () => {
    const group = simulator.world.addGroup({
      title: 'Team',
      isForum: true,
      members: [ALICE],
      bot: 'administrator',
    });
    await telegram.getMe();
    await telegram.setMyCommands([{ command: 'start', description: 'Begin' }], {
      scope: { type: 'all_private_chats' },
      language_code: 'ru',
    });
    await telegram.getMyCommands({ scope: { type: 'all_private_chats' }, language_code: 'ru' });
    await telegram.deleteMyCommands();
    await telegram.getChat(ALICE);
    await telegram.getChat(group.id);
    await telegram.getChatMember(group.id, ALICE);
    await telegram.getChatMember(group.id, 700_000_001);
    await telegram.callApi('getChatMemberCount', { chat_id: group.id });
    await telegram.getChatAdministrators(group.id);
    const forum = simulator.world.addGroup({
      title: 'Forum',
      isForum: true,
      members: [ALICE],
      bot: 'administrator',
    });
    await telegram.createForumTopic(forum.id, 'CI');
    await telegram.getChatMember(forum.id, 700_000_001);
    await telegram.deleteWebhook();
    await telegram.getWebhookInfo();
    await telegram.leaveChat(group.id);
    await telegram.logOut();

    expect(faults).toEqual([]);
    expect(replies).toBe(16);
  });

  it('holds for every kind of update', async () => {
    const { world } = simulator;
    world.addPerson({ id: 1_002, name: 'Bob' });
    const basic = world.addGroup({ title: 'Basic', members: [ALICE], bot: 'administrator' });
    const forum = world.addGroup({
      title: 'Forum',
      isForum: true,
      members: [ALICE, 1_002],
      bot: 'administrator',
    });
    const topic = world.addTopic(forum.id, ALICE, 'CI');
    const typed = world.send(ALICE, ALICE, '/start hello #tag me@example.com');
    world.send(1_002, forum.id, 'in a topic', { topicId: topic });
    world.edit(ALICE, typed, '/help');
    world.upgradeGroup(basic.id, ALICE);
    world.block(ALICE);
    world.unblock(ALICE);
    world.kickBot(forum.id, ALICE);
    const card = await telegram.sendMessage(ALICE, 'card', {
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    });
    world.press(ALICE, { chatId: ALICE, id: card.message_id }, 'Go');
    world.pressStale(ALICE, { chatId: ALICE, id: 4_711 }, 'old');

    const updates = await telegram.getUpdates(0, 100, 0, undefined);

    const kinds = updates.map((update) => Object.keys(update)[1]);
    expect(new Set(kinds)).toEqual(
      new Set(['my_chat_member', 'message', 'edited_message', 'callback_query']),
    );
    expect(faults).toEqual([]);
  });

  it('holds for refusals', async () => {
    const { world } = simulator;
    const refusals = [
      await refused(telegram.sendMessage(4_711, 'hello')),
      await refused(telegram.sendMessage(ALICE, '')),
      await refused(telegram.callApi('getStickerSet', { name: 'x' })),
    ];
    world.revokeBotToken();
    refusals.push(await refused(telegram.getMe()));

    expect(refusals).toEqual([
      'Bad Request: chat not found',
      'Bad Request: message text is empty',
      'Not Found: method not found',
      'Unauthorized',
    ]);
    expect(faults).toEqual([]);
  });
});

describe('the check against the specification', () => {
  const run = contract === null ? it.skip : it;

  run('finds a wrong reply, a wrong request and an unknown method', () => {
    expect(contract?.faultsOfReply('getMe', 200, '{"ok":true,"result":{"id":"x"}}')).not.toEqual([]);
    expect(contract?.faultsOfReply('getMe', 400, '{"ok":false}')).not.toEqual([]);
    expect(contract?.faultsOfRequest('sendMessage', { chat_id: 1 })).not.toEqual([]);
    expect(contract?.faultsOfRequest('sendMessage', { chat_id: 1, text: 'x', colour: 'red' })).not.toEqual(
      [],
    );
    expect(contract?.faultsOfRequest('sendTelegram', {})).toEqual(['unknown method sendTelegram']);
  });
});
