import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { FeedReading } from '../../../src/domain/feed.js';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { aPipeline, aReading, at, NOON } from '../../support/builders.js';
import { createDoor, Cycle, settle } from './cycle-harness.js';

const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });

describe('stopping', () => {
  it('lets a poll that is under way end, takes nothing new and gives the lease back', async () => {
    const cycle = new Cycle({ stopWithinMs: 5_000 }).add();
    const door = createDoor<FeedReading>();
    cycle.forge.next('pipelines', '7', () => door.opened);
    await cycle.scheduler.tick();
    await settle();

    const stopped = cycle.scheduler.stop();
    door.open(aReading([failed]));
    await stopped;
    await cycle.pass(MINUTE);

    expect(cycle.told).toEqual(['42 pipeline-failed']);
    expect(cycle.store.account('account-1').lease).toBeNull();
    expect(cycle.forge.reads).toHaveLength(1);
  });

  it('aborts what does not end in time, keeps nothing of it and gives the lease back', async () => {
    const cycle = new Cycle().add();
    let signal: AbortSignal | null = null;
    cycle.forge.next('pipelines', '7', (_request, session) => {
      signal = session.signal;
      return createDoor<FeedReading>().opened;
    });
    await cycle.scheduler.tick();
    await settle();

    await cycle.scheduler.stop();

    expect(signal).toMatchObject({ aborted: true });
    expect(cycle.store.outbox).toEqual([]);
    expect(cycle.store.feed('feed-1')).toMatchObject({ failures: 0 });
    expect(cycle.store.account('account-1').lease).toBeNull();
  });
});

describe('by the clock of the system', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  const ticks = (cycle: Cycle): number => cycle.store.calls.filter((call) => call === 'claimDue').length;

  it('looks at once and then each second, until it is stopped', async () => {
    jest.useFakeTimers({ now: NOON });
    const cycle = new Cycle({ clock: () => new Date() }).add({ feeds: [] });

    cycle.scheduler.start();
    await jest.advanceTimersByTimeAsync(10 * SECOND);
    expect(ticks(cycle)).toBe(11);

    await cycle.scheduler.stop();
    await jest.advanceTimersByTimeAsync(10 * SECOND);
    expect(ticks(cycle)).toBe(11);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on when that clock is put back by an hour', async () => {
    jest.useFakeTimers({ now: NOON });
    const cycle = new Cycle({ clock: () => new Date() }).add();
    cycle.forge.always('pipelines', '7', aReading([], { isRunning: true }));
    cycle.scheduler.start();
    await jest.advanceTimersByTimeAsync(10 * SECOND);

    jest.setSystemTime(new Date(NOON.getTime() - HOUR));
    await jest.advanceTimersByTimeAsync(5 * MINUTE);

    expect(ticks(cycle)).toBeGreaterThan(280);
    expect(cycle.forge.reads.length).toBeGreaterThan(15);
    await cycle.scheduler.stop();
  });
});
