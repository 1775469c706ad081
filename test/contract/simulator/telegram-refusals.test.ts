import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Telegram, TelegramError } from 'telegraf';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';

const ALICE = 1_001;
const BOB = 1_002;

describe('refusals of the simulated Bot API', () => {
  const clock = new ScriptedClock();
  let simulator: TelegramSimulator;
  let telegram: Telegram;

  beforeEach(async () => {
    simulator = await startTelegram({ clock: clock.now });
    telegram = new Telegram(simulator.token, { apiRoot: simulator.url });
    simulator.world.addPerson({ id: ALICE, name: 'Alice', hasStarted: true });
    simulator.world.addPerson({ id: BOB, name: 'Bob' });
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

  it('refuses people who blocked, left, or never wrote to the bot', async () => {
    const { world } = simulator;
    const unknown = await description(telegram.sendMessage(BOB, 'x'));
    world.addGroup({ title: 'Team', members: [ALICE, BOB] });
    const known = await description(telegram.sendMessage(BOB, 'x'));
    world.block(ALICE);
    const blocked = await refusal(telegram.sendMessage(ALICE, 'x'));
    world.unblock(ALICE);
    const unblocked = await description(telegram.sendMessage(ALICE, 'x'));
    world.deactivate(ALICE);
    const deactivated = await description(telegram.sendMessage(ALICE, 'x'));

    expect([unknown, known, unblocked, deactivated]).toEqual([
      'Bad Request: chat not found',
      "Forbidden: bot can't initiate conversation with a user",
      undefined,
      'Forbidden: user is deactivated',
    ]);
    expect(blocked).toEqual({
      ok: false,
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
  });

  it('refuses groups that removed the bot, were deleted, or moved', async () => {
    const { world } = simulator;
    const [kicked, left, deleted, basic] = ['K', 'L', 'D', 'B'].map((title) =>
      world.addGroup({ title, members: [ALICE] }),
    );
    const forum = world.addGroup({ title: 'F', isForum: true, members: [ALICE] });
    world.kickBot(kicked!.id, ALICE);
    world.kickBot(forum.id, ALICE);
    await telegram.leaveChat(left!.id);
    world.deleteGroup(deleted!.id);
    const moved = world.upgradeGroup(basic!.id, ALICE);

    const texts = await Promise.all(
      [kicked!, forum, left!, deleted!].map((group) => description(telegram.sendMessage(group.id, 'x'))),
    );

    expect(texts).toEqual([
      'Forbidden: bot was kicked from the group chat',
      'Forbidden: bot was kicked from the supergroup chat',
      'Forbidden: bot is not a member of the group chat',
      'Forbidden: the group chat was deleted',
    ]);
    expect(await refusal(telegram.sendMessage(basic!.id, 'x'))).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: moved.id },
    });
    expect(await refusal(telegram.sendMessage(moved.id, 'x'))).toBeNull();
  });

  it('refuses topics that are closed or gone', async () => {
    const { world } = simulator;
    const forum = world.addGroup({ title: 'F', isForum: true, members: [ALICE] });
    const topic = world.addTopic(forum.id, ALICE, 'CI');
    const send = (id: number): Promise<unknown> =>
      telegram.sendMessage(forum.id, 'x', { message_thread_id: id });

    expect(await refusal(send(topic))).toBeNull();
    world.closeTopic(forum.id, topic, ALICE);
    expect(await description(send(topic))).toBe('Bad Request: TOPIC_CLOSED');
    world.reopenTopic(forum.id, topic, ALICE);
    expect(await refusal(send(topic))).toBeNull();
    world.deleteTopic(forum.id, topic);
    expect(await description(send(topic))).toBe('Bad Request: message thread not found');
    expect(await description(telegram.sendMessage(ALICE, 'x', { message_thread_id: 5 }))).toBe(
      'Bad Request: message thread not found',
    );
  });

  it.each([
    [{ bot: 'administrator', botManagesTopics: true }, undefined],
    [{ bot: 'administrator', botManagesTopics: false }, 'Bad Request: TOPIC_CLOSED'],
  ] as const)('answers in a closed topic to the rights of the bot: %j', async (rights, answer) => {
    const { world } = simulator;
    const forum = world.addGroup({ title: 'F', isForum: true, members: [ALICE], ...rights });
    const topic = world.addTopic(forum.id, ALICE, 'CI');
    world.closeTopic(forum.id, topic, ALICE);

    const sending = telegram.sendMessage(forum.id, 'x', { message_thread_id: topic });

    expect(answer === undefined ? await refusal(sending) : await description(sending)).toBe(answer ?? null);
  });

  it('refuses topics to a bot without the right, where there are none, and without a fitting name', async () => {
    const { world } = simulator;
    const members = [ALICE];
    const group = world.addGroup({ title: 'G', isSupergroup: true, members, bot: 'administrator' });
    const plain = world.addGroup({ title: 'F', isForum: true, members });
    const few = {
      title: 'F',
      isForum: true,
      members,
      bot: 'administrator',
      botManagesTopics: false,
    } as const;
    const without = world.addGroup(few);
    const forum = world.addGroup({ ...few, botManagesTopics: true });
    const make = (chatId: number, name = 'CI'): Promise<string | undefined> =>
      description(telegram.createForumTopic(chatId, name));

    expect(await make(group.id)).toBe('Bad Request: the chat is not a forum');
    expect(await make(plain.id)).toBe('Bad Request: not enough rights to create a topic');
    expect(await make(without.id)).toBe('Bad Request: not enough rights to create a topic');
    expect(await make(forum.id, ' ')).toBe('Bad Request: TOPIC_TITLE_EMPTY');
    const { message_thread_id: topic } = await telegram.createForumTopic(forum.id, 'CI');
    expect(await refusal(telegram.sendMessage(forum.id, 'x', { message_thread_id: topic }))).toBeNull();
  });

  it('refuses a reply to a lost message unless that is allowed', async () => {
    const reply = (isAllowed: boolean): Promise<{ message_id: number }> =>
      telegram.sendMessage(ALICE, 'x', {
        reply_parameters: { message_id: 999, allow_sending_without_reply: isAllowed },
      });

    expect(await description(reply(false))).toBe('Bad Request: message to be replied not found');
    expect(await reply(true)).not.toHaveProperty('reply_to_message');
  });

  it('refuses edits of what is unchanged, gone, or not its own', async () => {
    const { world } = simulator;
    const typed = world.send(ALICE, ALICE, 'mine');
    const { message_id: id } = await telegram.sendMessage(ALICE, '<b>x</b>', { parse_mode: 'HTML' });
    const edit = (target: number, text: string): Promise<unknown> =>
      telegram.editMessageText(ALICE, target, undefined, text, { parse_mode: 'HTML' });

    expect(await description(edit(id, '<b>x</b>'))).toContain('Bad Request: message is not modified: ');
    expect(await refusal(edit(id, 'x'))).toBeNull();
    expect(await description(edit(typed.id, 'yours'))).toBe("Bad Request: message can't be edited");
    world.delete({ chatId: ALICE, id });
    expect(await description(edit(id, 'y'))).toBe('Bad Request: message to edit not found');
    expect(await description(telegram.deleteMessage(ALICE, id))).toBe(
      'Bad Request: message to delete not found',
    );
  });

  it('lets a bot delete what a person typed in private for two days, in a group only as administrator', async () => {
    const { world } = simulator;
    const group = world.addGroup({ title: 'Team', members: [ALICE] });
    const secret = world.send(ALICE, ALICE, '/token glpat-x');
    const old = world.send(ALICE, ALICE, 'old');
    const talk = world.send(ALICE, group.id, '/token glpat-x');

    await telegram.deleteMessage(ALICE, secret.id);
    const inGroup = await description(telegram.deleteMessage(group.id, talk.id));
    clock.advance(49 * 3_600_000);
    const late = await description(telegram.deleteMessage(ALICE, old.id));
    world.addBot(group.id, ALICE, 'administrator');
    await telegram.deleteMessage(group.id, talk.id);

    expect(inGroup).toContain("message can't be deleted");
    expect(late).toContain("message can't be deleted");
    expect([secret, old, talk].map((message) => message.isDeleted)).toEqual([true, false, true]);
  });

  it('refuses a late, an unknown and a second answer to a press', async () => {
    const { world } = simulator;
    await telegram.sendMessage(ALICE, 'x', {
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    });
    const query = world.press(ALICE, world.botMessages(ALICE)[0]!, 'Go');
    clock.advance(31_000);
    const text = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

    expect(await description(telegram.answerCbQuery(query))).toBe(text);
    expect(await description(telegram.answerCbQuery('4711'))).toBe(text);
    expect(world.callbackAnswer(query)).toBeNull();
    const fresh = world.press(ALICE, world.botMessages(ALICE)[0]!, 'Go');
    await telegram.answerCbQuery(fresh, 'first');
    expect(await description(telegram.answerCbQuery(fresh, 'second'))).toBe(text);
    expect(world.callbackAnswer(fresh)?.text).toBe('first');
  });

  it('refuses a wrong token, a malformed one and an unknown method', async () => {
    const ask = async (path: string): Promise<unknown> => (await fetch(`${simulator.url}/${path}`)).json();

    expect(await ask('bot1:wrong/getMe')).toEqual({
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    });
    expect(await ask('botwrong/getMe')).toEqual({ ok: false, error_code: 404, description: 'Not Found' });
    expect(await ask(`bot${simulator.token}/fly`)).toMatchObject({ ok: false, error_code: 404 });
  });
});
