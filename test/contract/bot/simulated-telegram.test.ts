import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.js';
import { createTelegram } from '../../../src/channels/telegram/telegram-client.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';
import { ALICE, ALICE_TOKEN, BOB, BotFixture, GITLAB } from '../../support/bot-fixture.js';
import { project } from '../../support/fake-forge.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { eventually } from '../../support/poller-fixture.js';

let simulator: TelegramSimulator;
let fixture: BotFixture;

beforeEach(async () => {
  simulator = await startTelegram({ clock: new ScriptedClock().now });
  for (const { id, first_name: name } of [ALICE, BOB]) simulator.world.addPerson({ id, name });
  const telegram = createTelegram({ token: simulator.token, apiRoot: simulator.url });
  fixture = await BotFixture.start({
    telegram,
    channel: createTelegramChannel({ telegram, logger: createMemoryLogger() }),
  });
  fixture.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', projects: [project('11', 'group/app')] });
  await fixture.bot.start();
});

afterEach(async () => {
  await fixture.stop();
  await simulator.close();
});

describe('the bot before the simulated Telegram', () => {
  it('takes a person from /start to a watched project and a sample, by buttons and one message', async () => {
    const { world } = simulator;
    world.send(ALICE.id, ALICE.id, '/start');
    const welcome = await world.waitForMessage(ALICE.id, /Hello Alice/);
    world.press(ALICE.id, welcome, 'Link gitlab.example.com');
    await world.waitForMessage(ALICE.id, /Make a token/);

    const secret = world.send(ALICE.id, ALICE.id, ALICE_TOKEN);
    const question = await world.waitForMessage(ALICE.id, /Where does this token belong/);
    expect(world.messages(ALICE.id).find(({ id }) => id === secret.id)?.isDeleted).toBe(true);
    world.press(ALICE.id, question, 'GitLab: gitlab.example.com');
    await world.waitForMessage(ALICE.id, /You are alice on gitlab\.example\.com/);

    const list = await world.waitForMessage(ALICE.id, /Tick what I shall watch/);
    world.press(ALICE.id, list, '☐ group/app');
    const ticked = await world.waitForMessage(ALICE.id, /One is ticked/);
    world.press(ALICE.id, ticked, 'Watch it ›');
    const levels = await world.waitForMessage(ALICE.id, /How much of it/);
    world.press(ALICE.id, levels, 'Team');
    await world.waitForMessage(ALICE.id, /A sample/);

    expect([...fixture.stores.watchRows.values()].map(({ level }) => level)).toEqual(['team']);
    await eventually(() => world.unconfirmedUpdates === 0);
    expect(world.botMessages(ALICE.id)).toHaveLength(5);
    expect(fixture.log.messages('warn').concat(fixture.log.messages('error'))).toEqual([]);
  });

  it('asks the owner in a group and greets it', async () => {
    const { world } = simulator;
    world.send(ALICE.id, ALICE.id, `/token ${GITLAB.url} ${ALICE_TOKEN}`);
    await world.waitForMessage(ALICE.id, /Linked/);
    const group = world.addGroup({ title: 'Team', members: [ALICE.id, BOB.id] });
    await world.waitForMessage(group.id, /A member can have me report/);

    world.send(ALICE.id, group.id, '/watch@' + world.botUsername + ' group/app');
    const question = await world.waitForMessage(group.id, /may this group follow/);
    const foreign = world.press(BOB.id, question, 'Yes, it may');
    const answer = await world.waitFor(() => world.callbackAnswer(foreign));
    expect(answer.text).toContain('This button is for somebody else.');
    world.press(ALICE.id, question, 'Yes, it may');
    await world.waitForMessage(group.id, /I watch group\/app from now on/);

    expect([...fixture.stores.watchRows.values()][0]?.isConfirmed).toBe(true);
  });

  it('shows its menus in the language that a person chose, until they go back to that of their Telegram', async () => {
    const { world } = simulator;
    const menu = (personId: number) => {
      const commands = world.commands(personId, personId);
      return {
        help: commands.find(({ command }) => command === 'watch')?.description,
        isOfOperator: commands.some(({ command }) => command === 'users'),
      };
    };
    for (const { person, isOfOperator } of [
      { person: ALICE.id, isOfOperator: true },
      { person: BOB.id, isOfOperator: false },
    ]) {
      world.send(person, person, '/language ru');
      await world.waitForMessage(person, /Пишу тебе по-русски/);
      expect(menu(person)).toEqual({ help: expect.stringMatching(/следить/), isOfOperator });

      world.send(person, person, '/language telegram');
      await world.waitForMessage(person, /going by your Telegram/);
      expect(menu(person)).toEqual({ help: expect.stringMatching(/follow a project/), isOfOperator });
    }
  });

  it('shows the menu of a group in the language of the group', async () => {
    const { world } = simulator;
    const group = world.addGroup({ title: 'Team', members: [ALICE.id] });
    await world.waitForMessage(group.id, /A member can have me report/);
    const menu = () => JSON.stringify(world.commands(group.id, ALICE.id));

    world.send(ALICE.id, group.id, `/language@${world.botUsername} ru`);
    await world.waitForMessage(group.id, /Здесь пишу по-русски/);
    expect(menu()).toContain('следить');

    world.send(ALICE.id, group.id, `/language@${world.botUsername} en`);
    await world.waitForMessage(group.id, /I write here in English|English here|in English/);
    expect(menu()).toContain('follow a project');
  });

  it('shows its menus', async () => {
    const names = (chatId: number) =>
      simulator.world.commands(chatId, ALICE.id).map(({ command }) => command);
    const group = simulator.world.addGroup({ title: 'Team', members: [ALICE.id] });

    expect(names(ALICE.id)).toContain('token');
    expect(names(group.id)).not.toContain('token');
    expect(names(group.id)).toContain('watch');
    await Promise.resolve();
  });
});
