import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, PollerFixture } from '../../support/poller-fixture.js';

let world: PollerFixture;

beforeEach(async () => {
  world = await PollerFixture.start();
});

afterEach(() => world.stop());

describe('a Telegram in trouble', () => {
  it('says once that another poller runs, and goes on when it has ended', async () => {
    const conflict = {
      status: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    };
    world.telegram.fail('getUpdates', conflict, conflict, conflict);
    const id = world.push(1);

    const poller = world.poll();
    await eventually(() => world.handled.length === 1);

    expect(world.handled).toEqual([id]);
    expect(world.log.messages('warn')).toEqual([
      'another poller uses the same bot token, waiting for it to end',
    ]);
    expect(world.log.messages('info')).toEqual(['polling Telegram']);
    expect(world.pauses.slice(0, 3)).toEqual([1000, 2000, 4000]);
    expect(poller.isWell()).toBe(true);
  });

  it('is not asked in a tight circle when it knows no long poll', async () => {
    world.telegram.isHasty = true;

    world.poll();
    await eventually(() => world.pauses.length === 3);

    expect(world.pauses).toEqual([250, 250, 250]);
    expect(world.telegram.of('getUpdates').length).toBeLessThanOrEqual(4);
  });

  it('removes a webhook that keeps it out', async () => {
    const description =
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first";
    world.telegram.fail('getUpdates', { status: 409, description });
    world.push(1);

    world.poll();
    await eventually(() => world.handled.length === 1);

    expect(world.telegram.of('deleteWebhook')).toHaveLength(1);
  });

  it('ends and says so when the bot token is refused', async () => {
    world.telegram.fail('getUpdates', { status: 401, description: 'Unauthorized' });

    const poller = world.poll();
    await eventually(() => world.fatal.length === 1);
    await poller.stop();

    expect(world.fatal[0]?.code).toBe('unauthorized');
    expect(world.telegram.of('getUpdates')).toHaveLength(1);
    expect(poller.isWell()).toBe(false);
  });

  it('waits as long as it is told', async () => {
    world.telegram.fail('getUpdates', {
      status: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 33 },
    });
    world.push(1);

    world.poll();
    await eventually(() => world.handled.length === 1);

    expect(world.pauses[0]).toBe(33_000);
  });

  it('backs off up to half a minute, with one line in the log', async () => {
    const faults = Array.from({ length: 8 }, () => ({ status: 502, html: '<html>' }));
    world.telegram.fail('getUpdates', 'reset', ...faults);
    world.push(1);

    world.poll();
    await eventually(() => world.handled.length === 1);

    expect(world.pauses.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(world.log.messages('warn')).toEqual(['Telegram cannot be polled, trying again']);
  });
});

describe('the role', () => {
  it('does not poll while another process does, and takes over from its place', async () => {
    let isHolder = false;
    const poller = world.poll({ holdPolling: () => Promise.resolve(isHolder) });
    await new Promise(setImmediate);
    expect(world.telegram.of('getUpdates')).toEqual([]);
    expect(poller.isWell()).toBe(true);

    world.savePlace(500);
    isHolder = true;
    world.renewRole();
    await eventually(() => world.telegram.of('getUpdates').length === 1);

    expect(world.telegram.of('getUpdates')[0]?.offset).toBe(500);
    expect(world.log.messages('info')).toEqual([
      'another process polls Telegram, standing by',
      'polling Telegram',
    ]);
  });

  it('stops polling in the middle when the role is lost', async () => {
    let isHolder = true;
    let asked = 0;
    world.poll({
      holdPolling: () => {
        asked += 1;
        return Promise.resolve(isHolder);
      },
    });
    await eventually(() => world.telegram.of('getUpdates').length === 1);
    isHolder = false;
    world.renewRole();
    await eventually(() => asked >= 3);
    world.push(1);
    await new Promise(setImmediate);

    expect(world.handled).toEqual([]);
    expect(world.telegram.of('getUpdates')).toHaveLength(1);
  });

  it('waits for a database that is away, with one line in the log', async () => {
    let tries = 0;
    world.poll({
      holdPolling: () => {
        tries += 1;
        return tries < 4 ? Promise.reject(new Error('connection refused')) : Promise.resolve(true);
      },
    });
    while (tries < 4) {
      world.renewRole();
      await new Promise(setImmediate);
    }
    await eventually(() => world.telegram.of('getUpdates').length === 1);

    expect(world.log.messages('warn')).toEqual(['the right to poll cannot be asked for, trying again']);
  });
});
