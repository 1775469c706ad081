import { describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../src/domain/feed.js';
import { agesAt, USUAL_RETENTION } from '../../../src/domain/retention.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { aFeed, anAccount, aPipeline, aReading, at, aWatch, NOON } from '../../support/builders.js';
import { createDoor, Cycle, settle } from './cycle-harness.js';

const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });

/** Ticks without waiting for the polls to end. */
async function tickFor(cycle: Cycle, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += SECOND) {
    cycle.clock.advance(SECOND);
    await cycle.scheduler.tick();
    await settle();
  }
}

function crowd(cycle: Cycle, size: number): Cycle {
  for (let index = 0; index < size; index += 1) {
    const accountId = `crowd-${index}`;
    cycle.add({
      account: anAccount({ id: accountId }),
      feeds: [aFeed({ id: `feed-of-${index}`, accountId })],
      watches: [aWatch({ accountId, chatKey: accountId, level: 'all' })],
    });
  }
  return cycle;
}

describe('the scheduler', () => {
  it('polls what is due and leaves the rest', async () => {
    const cycle = new Cycle().add({
      feeds: [aFeed(), aFeed({ id: 'feed-2', kind: 'comments', nextPollAt: new Date(NOON.getTime() + 1) })],
    });
    cycle.forge.always('pipelines', '7', aReading());

    await cycle.turn();

    expect(cycle.forge.reads.map(({ request }) => request.kind)).toEqual(['pipelines']);
    expect(cycle.store.account('account-1').lease).toBeNull();
  });

  it('drives a whole hour by the clock alone: hot reads, then calm ones', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', aReading([failed]));
    cycle.forge.always('pipelines', '7', aReading());

    await cycle.pass(HOUR);

    const reads = cycle.forge.reads.length;
    expect(reads).toBeGreaterThan(85);
    expect(reads).toBeLessThan(115);
  });

  it('polls as many accounts at a time as it has room for, and goes on as room comes free', async () => {
    const cycle = crowd(new Cycle({ concurrency: 4 }), 10);
    const door = createDoor<FeedReading>();
    cycle.forge.always('pipelines', '7', () => door.opened);

    await cycle.scheduler.tick();
    await settle();
    expect(cycle.forge.reads).toHaveLength(4);

    door.open(aReading());
    await cycle.scheduler.idle();
    expect(cycle.forge.reads).toHaveLength(10);
  });

  it('shares the accounts with another process: each is polled by one', async () => {
    const cycle = crowd(new Cycle({ concurrency: 6 }), 10);
    cycle.forge.always('pipelines', '7', aReading([failed], { hasChanged: false }));
    const other = cycle.createScheduler('there', { concurrency: 6 });

    await Promise.all([cycle.scheduler.tick(), other.tick()]);
    await Promise.all([cycle.scheduler.idle(), other.idle()]);

    expect(cycle.forge.reads).toHaveLength(10);
    expect(new Set(cycle.told).size).toBe(10);
  });

  it('takes over from a process that was killed within one lease', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', () => createDoor<FeedReading>().opened, aReading([failed]));
    const doomed = cycle.createScheduler('doomed');
    await doomed.tick();
    await settle();

    await cycle.pass(29 * SECOND);
    expect(cycle.told).toEqual([]);
    await cycle.pass(2 * SECOND);

    expect(cycle.told).toEqual(['42 pipeline-failed']);
  });

  it('keeps its lease while a read takes long', async () => {
    const door = createDoor<FeedReading>();
    const patient = { admit: () => door.opened.then(() => undefined), report: () => undefined };
    const waiting = new Cycle({
      governor: { gateFor: () => patient, setLiveProcesses: () => undefined, usageOf: () => null },
    }).add();
    waiting.forge.next('pipelines', '7', async (_request, session) => {
      await session.gate.admit(session.signal);
      return aReading([failed]);
    });

    await waiting.scheduler.tick();
    await tickFor(waiting, 3 * MINUTE);
    door.open(aReading());
    await waiting.scheduler.idle();

    expect(waiting.store.calls.filter((call) => call === 'renew').length).toBeGreaterThanOrEqual(8);
    expect(waiting.told).toEqual(['42 pipeline-failed']);
  });

  it('keeps nothing of a poll whose lease was lost, and lets the new holder work', async () => {
    const cycle = new Cycle().add();
    const door = createDoor<FeedReading>();
    cycle.forge.next('pipelines', '7', () => door.opened);
    await cycle.scheduler.tick();
    await settle();

    cycle.store.stealLease('account-1', new Date(NOON.getTime() + HOUR));
    door.open(aReading([failed]));
    await cycle.scheduler.idle();

    expect(cycle.store.outbox).toEqual([]);
    expect(cycle.store.snapshot('account-1', 'pipeline:500')).toBeNull();
    expect(cycle.store.feed('feed-1').cursor).toEqual(aFeed().cursor);
    expect(cycle.store.account('account-1').lease?.owner).toBe('thief');
    expect(cycle.metrics.polls).toEqual(['pipelines lost-lease']);
  });

  it('ends a read as soon as the renewal shows that the lease is lost', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', () => createDoor<FeedReading>().opened);
    await cycle.scheduler.tick();
    cycle.store.stealLease('account-1', new Date(NOON.getTime() + HOUR));

    await tickFor(cycle, 21 * SECOND);
    await cycle.scheduler.idle();

    expect(cycle.metrics.polls).toEqual(['pipelines aborted']);
  });

  it('ends a read when the lease has run out because it could not be renewed', async () => {
    const gate = { admit: () => createDoor<never>().opened, report: () => undefined };
    const cycle = new Cycle({
      governor: { gateFor: () => gate, setLiveProcesses: () => undefined, usageOf: () => null },
    }).add();
    cycle.forge.next('pipelines', '7', async (_request, session) => {
      await session.gate.admit(session.signal);
      return aReading([failed]);
    });
    cycle.store.onOperation = (operation) => {
      if (operation === 'renew') throw new Error('connect ECONNREFUSED');
    };

    await cycle.scheduler.tick();
    await tickFor(cycle, MINUTE);

    expect(cycle.metrics.polls[0]).toBe('pipelines aborted');
  });

  it('forgets old things once an hour, each kind when it is to', async () => {
    const retention = { ...USUAL_RETENTION, snapshotsMs: 10 * DAY, actionsMs: 7 * DAY };
    const cycle = new Cycle({ retention }).add({ feeds: [] });

    await cycle.pass(3 * HOUR, MINUTE);

    expect(cycle.store.pruned).toHaveLength(3);
    expect(cycle.store.pruned[0]).toEqual(agesAt(new Date(NOON.getTime() + 5 * MINUTE), retention));
  });

  it('claims at once when somebody nudges it', async () => {
    const cycle = new Cycle().add({ feeds: [aFeed({ nextPollAt: new Date(NOON.getTime() + HOUR) })] });
    cycle.forge.always('pipelines', '7', aReading());
    await cycle.turn();
    cycle.store.wakeFeed('feed-1', NOON);

    cycle.scheduler.nudge();
    await cycle.scheduler.idle();

    expect(cycle.forge.reads).toHaveLength(1);
  });
});

describe('a database that is away', () => {
  it('is waited for with one line when it goes and one when it is back, and nothing is lost', async () => {
    const cycle = new Cycle().add();
    cycle.forge.always('pipelines', '7', aReading([failed]));
    cycle.store.onOperation = () => {
      throw new Error('connect ECONNREFUSED');
    };

    await cycle.pass(2 * MINUTE);
    expect(cycle.logger.messages()).toEqual(['polling waits for the database']);

    cycle.store.onOperation = () => undefined;
    await cycle.pass(2 * MINUTE);
    expect(cycle.logger.messages()).toEqual([
      'polling waits for the database',
      'polling goes on',
      'events kept',
    ]);
    expect(cycle.told).toEqual(['42 pipeline-failed']);
  });

  it('in the middle of a poll has it done again after the lease', async () => {
    const cycle = new Cycle().add();
    cycle.forge.always('pipelines', '7', aReading([failed]));
    await cycle.scheduler.tick();
    cycle.store.onOperation = () => {
      throw new Error('terminated');
    };
    await cycle.scheduler.idle();
    cycle.store.onOperation = () => undefined;

    await cycle.pass(MINUTE + SECOND);

    expect(cycle.told).toEqual(['42 pipeline-failed']);
  });
});

describe('a clock that jumps', () => {
  it('back by an hour stops nothing and repeats nothing', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', aReading([failed]));
    cycle.forge.always('pipelines', '7', aReading());
    await cycle.pass(MINUTE);
    const before = cycle.forge.reads.length;

    cycle.clock.advance(-HOUR);
    await cycle.pass(5 * MINUTE);

    expect(cycle.forge.reads.length - before).toBeGreaterThanOrEqual(15);
    expect(cycle.forge.reads.length - before).toBeLessThanOrEqual(25);
    expect(cycle.told).toEqual(['42 pipeline-failed']);
  });

  it('back while a read hangs does not keep it hanging', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', () => createDoor<FeedReading>().opened);
    await cycle.scheduler.tick();
    await tickFor(cycle, 5 * SECOND);

    cycle.clock.advance(-HOUR);
    await tickFor(cycle, 42 * SECOND);
    await cycle.scheduler.idle();

    expect(cycle.store.feed('feed-1')).toMatchObject({ failures: 1, lastError: 'unavailable' });
  });

  it('forward by a day polls on, and drops only what was under way', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', () => createDoor<FeedReading>().opened, aReading([failed]));
    cycle.forge.always('pipelines', '7', aReading());
    await cycle.scheduler.tick();
    await settle();

    cycle.clock.advance(DAY);
    await cycle.pass(5 * MINUTE);

    expect(cycle.told).toEqual(['42 pipeline-failed']);
    expect(cycle.store.account('account-1').lease).toBeNull();
  });
});
