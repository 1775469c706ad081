import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, BotFixture } from '../../support/bot-fixture.js';
import { eventually } from '../../support/poller-fixture.js';

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

function descriptionOf(menu: unknown, name: string): string | undefined {
  const commands = menu as readonly { readonly command: string; readonly description: string }[];
  return commands.find(({ command }) => command === name)?.description;
}

describe('starting', () => {
  it('connects, publishes the menu and answers what was waiting', async () => {
    world.telegram.push({ message: world.message(ALICE, '/help') });
    expect([world.bot.isWell(), world.bot.username()]).toEqual([false, null]);

    await world.bot.start();
    await eventually(() => world.telegram.of('sendMessage').length === 1);

    expect([world.bot.isWell(), world.bot.username()]).toEqual([true, 'watch_bot']);
    const menus = world.telegram.of('setMyCommands');
    expect(menus.map(({ scope, language_code: language }) => [scope, language])).toEqual([
      [{ type: 'all_private_chats' }, undefined],
      [{ type: 'all_private_chats' }, 'ru'],
      [{ type: 'all_group_chats' }, undefined],
      [{ type: 'all_group_chats' }, 'ru'],
      [{ type: 'chat', chat_id: 100 }, undefined],
      [{ type: 'chat', chat_id: 100 }, 'ru'],
    ]);
    expect(menus.slice(0, 2).map(({ commands }) => descriptionOf(commands, 'watch'))).toEqual([
      'follow a project: path, link, or pick from a list',
      'следить за проектом: путь, ссылка или выбор из списка',
    ]);
    expect(menus.slice(2, 4).map(({ commands }) => descriptionOf(commands, 'token'))).toEqual([
      undefined,
      undefined,
    ]);
    expect(menus.map(({ commands }) => JSON.stringify(commands).includes('users'))).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('tries again while Telegram is away, with one line in the log', async () => {
    world.telegram.fail(
      'getMe',
      'reset',
      { status: 502, html: '<html>' },
      { status: 429, description: 'x', parameters: { retry_after: 7 } },
    );

    await world.bot.start();

    expect(world.bot.username()).toBe('watch_bot');
    expect(world.waits.slice(0, 3)).toEqual([1000, 2000, 7000]);
    expect(world.log.messages('warn')).toEqual(['Telegram does not answer yet, trying again']);
  });

  it('gives up a token that is refused', async () => {
    world.telegram.fail('getMe', { status: 401, description: 'Unauthorized' });

    await world.bot.start();

    expect(world.fatal.map(({ code }) => code)).toEqual(['unauthorized']);
    expect(world.telegram.of('getUpdates')).toEqual([]);
    expect(world.bot.isWell()).toBe(false);
  });

  it('goes on without a menu', async () => {
    world.telegram.fail('setMyCommands', { status: 400, description: 'Bad Request: x' });

    await world.bot.start();

    expect(world.bot.isWell()).toBe(true);
    expect(world.log.messages('warn')).toEqual(['the command menu could not be published']);
  });

  it('can be stopped before it is connected', async () => {
    world.telegram.fail('getMe', 'hang');
    const started = world.bot.start();
    await eventually(() => world.telegram.of('getMe').length === 1);

    await world.bot.stop();
    await started;

    expect(world.telegram.of('getUpdates')).toEqual([]);
  });
});

describe('stopping', () => {
  it('ends the long poll at once', async () => {
    await world.bot.start();
    await eventually(() => world.telegram.of('getUpdates').length === 1);

    await world.bot.stop();
    world.telegram.push({ message: world.message(ALICE, '/help') });
    await new Promise(setImmediate);

    expect(world.telegram.of('sendMessage')).toEqual([]);
    expect(world.telegram.of('getUpdates')).toHaveLength(1);
  });
});
