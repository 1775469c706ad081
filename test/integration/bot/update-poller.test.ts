import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Update } from 'telegraf/types';
import { DAY } from '../../../src/domain/time.js';
import { BOT_ID, eventually, PollerFixture } from '../../support/poller-fixture.js';

let world: PollerFixture;

beforeEach(async () => {
  world = await PollerFixture.start();
});

afterEach(() => world.stop());

/** A promise that a test resolves. */
function gate(): { readonly opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('polling', () => {
  it('asks for the updates that it knows, and confirms them once handled', async () => {
    const id = world.push(1);

    world.poll();
    await eventually(() => world.telegram.of('getUpdates').length === 2);

    expect(world.handled).toEqual([id]);
    expect(world.telegram.of('getUpdates')).toEqual([
      { timeout: 50, allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'] },
      expect.objectContaining({ timeout: 50, offset: id + 1 }),
    ]);
  });

  it('goes on after a restart where it ended', async () => {
    const id = world.push(1);
    const first = world.poll();
    await eventually(() => world.handled.length === 1);
    await first.stop();

    world.poll();
    await eventually(() => world.telegram.of('getUpdates').at(-1)?.offset === id + 1);

    expect(world.handled).toEqual([id]);
  });

  it('handles one chat in order and lets another pass a slow one', async () => {
    const slow = gate();
    const [first, second, other] = [world.push(1), world.push(1), world.push(2)];
    world.poll({
      handleUpdate: async ({ update_id: id }: Update) => {
        if (id === first) await slow.opened;
        world.handled.push(id);
      },
    });

    await eventually(() => world.handled.includes(other));
    const later = world.push(3);
    await eventually(() => world.handled.includes(later));
    expect(world.handled).toEqual([other, later]);
    slow.open();
    await eventually(() => world.handled.length === 4);

    expect(world.handled).toEqual([other, later, first, second]);
  });

  it('has Telegram deliver again what a killed process had not finished', async () => {
    const done = world.push(1);
    const unfinished = world.push(2);
    let isStuck = false;
    world.poll({
      handleUpdate: ({ update_id: id }) => {
        isStuck ||= id === unfinished;
        return id === unfinished ? new Promise(() => undefined) : Promise.resolve();
      },
    });
    await eventually(() => isStuck && world.telegram.of('getUpdates').length >= 4);
    expect(world.telegram.unconfirmed).toEqual([unfinished]);

    world.poll();
    await eventually(() => world.handled.length === 1);

    expect(world.handled).toEqual([unfinished]);
    expect(world.handled).not.toContain(done);
  });

  it('gives up an update whose handler throws, and logs it', async () => {
    const id = world.push(1);

    world.poll({ handleUpdate: () => Promise.reject(new Error('bug')) });
    await eventually(() => world.telegram.of('getUpdates').at(-1)?.offset === id + 1);

    expect(world.log.messages('error')).toEqual(['an update was given up']);
  });

  it('lets handlers finish when it is stopped', async () => {
    const slow = gate();
    world.push(1);
    let hasBegun = false;
    const poller = world.poll({
      handleUpdate: async ({ update_id: id }) => {
        hasBegun = true;
        await slow.opened;
        world.handled.push(id);
      },
      wait: (ms, signal) => world.wait(ms === 8000 ? 10_000 : ms, signal),
    });
    await eventually(() => hasBegun);

    const stopped = poller.stop();
    await new Promise(setImmediate);
    slow.open();
    await stopped;

    expect(world.handled).toHaveLength(1);
    expect(world.people.settingRows.get('telegram-offset')).toContain('1001');
  });

  it('does not wait for ever when it is stopped', async () => {
    world.push(1);
    let hasBegun = false;
    const poller = world.poll({
      handleUpdate: () => {
        hasBegun = true;
        return new Promise(() => undefined);
      },
    });
    await eventually(() => hasBegun);

    await expect(poller.stop()).resolves.toBeUndefined();
  });
});

describe('the saved place', () => {
  async function firstOffset(): Promise<unknown> {
    world.poll();
    await eventually(() => world.telegram.of('getUpdates').length > 0);
    return world.telegram.of('getUpdates')[0]?.offset;
  }

  it('counts for the same bot', async () => {
    world.people.settingRows.set(
      'telegram-offset',
      JSON.stringify([BOT_ID, 77, world.clock.now().toISOString()]),
    );

    expect(await firstOffset()).toBe(77);
  });

  it.each([
    ['of another bot', (now: Date) => JSON.stringify([1, 77, now.toISOString()])],
    [
      'that is a day old',
      (now: Date) => JSON.stringify([BOT_ID, 77, new Date(now.getTime() - DAY).toISOString()]),
    ],
    ['that is garbage', () => '{"offset":'],
    ['without a time', () => JSON.stringify([BOT_ID, 77, 'yesterday'])],
  ])('%s does not count', async (_, text) => {
    world.people.settingRows.set('telegram-offset', text(world.clock.now()));

    expect(await firstOffset()).toBeUndefined();
  });

  it('is dropped after a silent day, because numbers may start anew', async () => {
    world.push(1, 9000);
    world.poll();
    await eventually(() => world.telegram.of('getUpdates').at(-1)?.offset === 9001);
    world.clock.advance(DAY + 1);

    world.telegram.dropConnections();
    await eventually(() => world.telegram.of('getUpdates').length === 3);
    world.push(1, 5);
    await eventually(() => world.telegram.of('getUpdates').at(-1)?.offset === 6);

    expect(world.handled).toEqual([9000, 5]);
    expect(world.telegram.of('getUpdates')[2]).not.toHaveProperty('offset');
  });
});
