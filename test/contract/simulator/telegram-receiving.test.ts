import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Telegraf, Telegram, TelegramError } from 'telegraf';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';

const ALICE = 1_001;
const BOB = 1_002;

interface SomeUpdate {
  readonly update_id: number;
  readonly message?: { readonly text?: string };
}

describe('receiving from the simulated Bot API', () => {
  const clock = new ScriptedClock();
  let simulator: TelegramSimulator;
  let telegram: Telegram;

  beforeEach(async () => {
    simulator = await startTelegram({ clock: clock.now });
    telegram = new Telegram(simulator.token, { apiRoot: simulator.url });
    simulator.world.addPerson({ id: ALICE, name: 'Alice' });
    simulator.world.addPerson({ id: BOB, name: 'Bob' });
  });

  afterEach(() => simulator.close());

  async function poll(parameters: Record<string, unknown>): Promise<readonly SomeUpdate[]> {
    const answer = await fetch(`${simulator.url}/bot${simulator.token}/getUpdates`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    return ((await answer.json()) as { result: readonly SomeUpdate[] }).result;
  }

  const texts = (updates: readonly SomeUpdate[]): readonly (string | undefined)[] =>
    updates.map((update) => update.message?.text);

  it('delivers an update again until an offset confirms it', async () => {
    simulator.world.send(ALICE, ALICE, 'one');
    simulator.world.send(ALICE, ALICE, 'two');

    const first = await poll({});
    const again = await poll({ offset: first[0]?.update_id });
    const after = await poll({ offset: first[0]!.update_id + 1 });
    const end = await poll({ offset: first[1]!.update_id + 1 });

    expect([first, again, after, end].map(texts)).toEqual([['one', 'two'], ['one', 'two'], ['two'], []]);
    expect(simulator.world.unconfirmedUpdates).toBe(0);
  });

  it('hands out at most the limit, oldest first, and counts back from the end for a negative offset', async () => {
    for (const text of ['a', 'b', 'c']) simulator.world.send(ALICE, ALICE, text);

    expect(texts(await poll({ limit: 2 }))).toEqual(['a', 'b']);
    expect(texts(await poll({ offset: -1 }))).toEqual(['c']);
    expect(texts(await poll({}))).toEqual(['c']);
  });

  it('holds a long poll until something happens', async () => {
    const waiting = poll({ timeout: 30 });
    await poller();

    simulator.world.send(ALICE, ALICE, 'wake up');

    expect(texts(await waiting)).toEqual(['wake up']);
    expect(simulator.world.isPolled).toBe(false);
  });

  it('ends a long poll with nothing after its timeout in real time', async () => {
    const start = performance.now();

    const updates = await poll({ timeout: 1 });

    expect(updates).toEqual([]);
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  it('ends the older of two long polls with 409', async () => {
    const older = telegram.getUpdates(30, 100, 0, undefined);
    const outcome = older.catch((error: unknown) => error);
    await poller();
    const newer = poll({ timeout: 30 });

    const error = await outcome;
    simulator.world.send(ALICE, ALICE, 'for the newer');

    expect(error).toBeInstanceOf(TelegramError);
    expect(error).toMatchObject({
      code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    expect(texts(await newer)).toEqual(['for the newer']);
    expect(simulator.world.pollConflicts).toBe(1);
  });

  it('forgets a poller that hung up', async () => {
    const gone = new AbortController();
    const lost = fetch(`${simulator.url}/bot${simulator.token}/getUpdates?timeout=30`, {
      signal: gone.signal,
    });
    const outcome = lost.catch((error: unknown) => error);
    await poller();
    gone.abort();
    await outcome;

    simulator.world.send(ALICE, ALICE, 'still here');

    expect(texts(await poll({ timeout: 5 }))).toEqual(['still here']);
  });

  it('keeps to the kinds of update that were asked for, until asked otherwise', async () => {
    await poll({ allowed_updates: ['message'] });
    simulator.world.block(ALICE);
    simulator.world.unblock(ALICE);
    simulator.world.send(ALICE, ALICE, 'only this');

    expect(texts(await poll({}))).toEqual(['only this']);
  });

  it('shows a bot in privacy mode commands, replies to it and service messages only', async () => {
    const group = simulator.world.addGroup({ title: 'Team', members: [ALICE, BOB] });
    const { message_id: card } = await telegram.sendMessage(group.id, 'card');
    simulator.world.send(ALICE, group.id, 'just talking');
    simulator.world.send(ALICE, group.id, '/status');
    simulator.world.send(ALICE, group.id, '/status@other_bot');
    simulator.world.send(ALICE, group.id, `/help@${simulator.world.botUsername}`);
    simulator.world.send(BOB, group.id, 'an answer', { replyTo: card });

    const [membership, joined, ...rest] = await poll({});

    expect(membership).toHaveProperty('my_chat_member');
    expect(joined).toHaveProperty('message.new_chat_members');
    expect(texts(rest)).toEqual(['/status', '/help@forgewatch_bot', 'an answer']);
  });

  it('shows an administrator everything', async () => {
    const group = simulator.world.addGroup({ title: 'Team', members: [ALICE], bot: 'administrator' });
    simulator.world.send(ALICE, group.id, 'just talking');

    expect(texts(await poll({}))).toContain('just talking');
  });

  it('tells that a topic is closed and reopened, in the topic', async () => {
    const { world } = simulator;
    const forum = world.addGroup({ title: 'F', isForum: true, members: [ALICE] });
    const topic = world.addTopic(forum.id, ALICE, 'CI');
    world.closeTopic(forum.id, topic, ALICE);
    world.reopenTopic(forum.id, topic, ALICE);

    const updates = await poll({});

    const place = { message_thread_id: topic, is_topic_message: true };
    expect(updates.slice(-2)).toMatchObject([
      { message: { ...place, forum_topic_closed: {} } },
      { message: { ...place, forum_topic_reopened: {} } },
    ]);
  });

  it('gives a message in a topic the message that opened the topic as its reply', async () => {
    const forum = simulator.world.addGroup({
      title: 'F',
      isForum: true,
      members: [ALICE],
      bot: 'administrator',
    });
    const topic = simulator.world.addTopic(forum.id, ALICE, 'CI');
    simulator.world.send(ALICE, forum.id, 'hi', { topicId: topic });

    const last = (await poll({})).at(-1);

    expect(last).toMatchObject({
      message: {
        text: 'hi',
        message_thread_id: topic,
        is_topic_message: true,
        reply_to_message: { message_id: topic, forum_topic_created: { name: 'CI' } },
      },
    });
  });

  it('runs a telegraf bot: commands, buttons, answers, and a clean stop', async () => {
    const { world } = simulator;
    const bot = new Telegraf(simulator.token, { telegram: { apiRoot: simulator.url } });
    bot.command('go', (context) =>
      context.reply('Ready?', { reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] } }),
    );
    bot.action('y', async (context) => {
      await context.answerCbQuery('Done');
      await context.editMessageText('Gone');
    });
    const running = bot.launch();

    world.send(ALICE, ALICE, '/go now');
    const card = await world.waitForMessage(ALICE, /Ready/);
    const query = world.press(ALICE, card, 'Yes');
    await world.waitFor(() => world.messages(ALICE).find((message) => message.text === 'Gone'));
    bot.stop();
    await running;

    expect(world.callbackAnswer(query)).toEqual({ text: 'Done', isAlert: false, url: null });
    expect(card.history.map((version) => version.text)).toEqual(['Ready?']);
    expect(card.buttons).toEqual([]);
    expect(world.unconfirmedUpdates).toBe(0);
  });

  /** Until the long poll has arrived. */
  async function poller(): Promise<void> {
    while (!simulator.world.isPolled) await new Promise((resolve) => setImmediate(resolve));
  }
});
