import { describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { aFeed, aPipeline, aReading, at, NOON } from '../../support/builders.js';
import { aPipelineDefinition } from '../../support/pipeline-definition.js';
import { Cycle } from './cycle-harness.js';

const running = aPipeline();
const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });

describe('a definition that cannot cope with odd data', () => {
  it('sinks only itself', async () => {
    const odd = aPipeline({ ...failed, id: '1', ref: null as unknown as string });
    const cycle = new Cycle({
      definitions: [
        aPipelineDefinition({
          type: 'pipeline-odd',
          detect: ({ after }) => [{ occasion: after.ref.toUpperCase(), actor: null, at: after.updatedAt }],
        }),
      ],
    }).add();
    cycle.forge.next('pipelines', '7', aReading([odd, failed]));

    await cycle.poll();

    expect(cycle.told).toEqual(['42 pipeline-odd']);
    expect(cycle.logger.entries).toContainEqual(
      expect.objectContaining({
        message: 'event definition failed',
        fields: expect.objectContaining({ type: 'pipeline-odd', subject: 'pipeline:1' }),
      }),
    );
  });
});

describe('a crash', () => {
  it('before the commit repeats the poll, and nothing is told twice or lost', async () => {
    const cycle = new Cycle().add();
    cycle.forge.always('pipelines', '7', aReading([failed]));
    cycle.store.onOperation = (operation) => {
      if (operation === 'commit') throw new Error('killed');
    };

    await cycle.turn();
    expect(cycle.store.outbox).toEqual([]);
    expect(cycle.store.feed('feed-1').cursor).toEqual(aFeed().cursor);

    cycle.store.onOperation = () => undefined;
    cycle.clock.advance(MINUTE);
    const next = cycle.createScheduler('next');
    await cycle.turn(next);
    await cycle.pass(5 * MINUTE, MINUTE);

    expect(cycle.told).toEqual(['42 pipeline-failed']);
  });

  it('after the commit repeats nothing', async () => {
    const cycle = new Cycle().add();
    cycle.forge.always('pipelines', '7', aReading([failed]));
    cycle.store.onOperation = (operation) => {
      if (operation === 'release' || operation === 'wakePeers') throw new Error('killed');
    };

    await cycle.turn();
    cycle.store.onOperation = () => undefined;
    await cycle.pass(5 * MINUTE, 15_000);

    expect(cycle.told).toEqual(['42 pipeline-failed']);
    expect(cycle.forge.reads.length).toBeGreaterThan(1);
  });
});

describe('a feed that cannot be read', () => {
  const outage = new ForgeError('unavailable', { detail: '502 with a page', status: 502 });

  it('backs off, stays where it was, and carries on as if nothing had been', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', aReading([running]), outage, outage, aReading([failed]));

    await cycle.poll();
    const { cursor } = cycle.store.feed('feed-1');
    await cycle.poll();
    const first = cycle.store.feed('feed-1');
    const firstDelay = first.nextPollAt.getTime() - cycle.clock.now().getTime();
    await cycle.poll();
    const secondDelay = cycle.store.feed('feed-1').nextPollAt.getTime() - cycle.clock.now().getTime();

    expect(first).toMatchObject({ cursor, failures: 1, lastError: 'unavailable' });
    expect(secondDelay).toBeGreaterThan(firstDelay * 1.9);

    await cycle.poll();
    expect(cycle.store.feed('feed-1')).toMatchObject({ failures: 0, lastError: null });
    expect(cycle.told).toEqual(['42 pipeline-started', '42 pipeline-failed']);
    expect(cycle.notices).toEqual([]);
  });

  it('is logged when it breaks and when it is well again, and in between for debugging only', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', outage, outage, outage, aReading());

    for (let poll = 0; poll < 4; poll += 1) await cycle.poll();

    expect(cycle.logger.messages('warn')).toEqual(['feed cannot be read']);
    expect(cycle.logger.messages('debug')).toEqual(['feed put off', 'feed put off']);
    expect(cycle.logger.messages('info')).toEqual(['feed reads well again']);
    expect(cycle.logger.entries[0]?.fields).toMatchObject({
      feed: 'pipelines',
      code: 'unavailable',
      status: 502,
    });
  });

  it.each([
    ['not-found', 'by the next one', ['pipelines']],
    ['unavailable', 'by nobody, because it is so for all', []],
  ] as const)('and is the lookout is replaced, when it is %s, %s', async (code, _by, called) => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', new ForgeError(code, { detail: 'no' }));

    await cycle.poll();

    expect(cycle.store.wakes.map(({ kind, whom }) => [kind, whom])).toEqual(
      called.map((kind) => [kind, 'lookout']),
    );
  });

  it('waits as long as the server asks', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next(
      'pipelines',
      '7',
      new ForgeError('rate-limited', { detail: '429', status: 429, retryAfterSeconds: 600 }),
    );

    await cycle.poll();

    expect(cycle.store.feed('feed-1')).toMatchObject({
      failures: 1,
      lastError: 'rate-limited',
      nextPollAt: new Date(NOON.getTime() + 600_000),
    });
  });

  it('has not failed when only our own budget put it off', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next(
      'pipelines',
      '7',
      new ForgeError('rate-limited', { detail: 'budget', retryAfterSeconds: 12 }),
    );

    await cycle.poll();

    expect(cycle.store.feed('feed-1')).toMatchObject({
      failures: 0,
      lastError: null,
      nextPollAt: new Date(NOON.getTime() + 12_000),
    });
    expect(cycle.metrics.polls).toEqual(['pipelines postponed']);
    expect(cycle.logger.messages('warn')).toEqual([]);
  });

  it('survives an adapter that trips over nonsense', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', new TypeError('cannot read properties of undefined'));

    await cycle.poll();

    expect(cycle.store.feed('feed-1')).toMatchObject({ failures: 1, lastError: 'bad-reply' });
  });

  it('backs off when a reading cannot be stored, instead of asking for it again and again', async () => {
    const cycle = new Cycle().add();
    let commits = 0;
    cycle.store.onOperation = (operation) => {
      if (operation === 'commit' && ++commits === 1) throw new Error('value too long');
    };
    cycle.forge.always('pipelines', '7', aReading([failed]));

    await cycle.turn();
    await cycle.pass(30_000);

    expect(cycle.forge.reads).toHaveLength(1);
    expect(cycle.store.feed('feed-1')).toMatchObject({ failures: 1 });
    expect(cycle.logger.messages('error')).toEqual(['reading could not be kept']);

    await cycle.pass(2 * MINUTE);
    expect(cycle.told).toEqual(['42 pipeline-failed']);
  });
});

describe('what a read brought', () => {
  it('is counted: all that it showed, and the events that were new', async () => {
    const cycle = new Cycle({ definitions: [aPipelineDefinition()] }).add();
    const other = aPipeline({ ...failed, id: '501' });
    cycle.forge.next('pipelines', '7', aReading([failed, other]), aReading([failed, other]), aReading());

    await cycle.poll();
    await cycle.poll();
    await cycle.poll();

    expect(cycle.metrics.keptCounts).toEqual([
      { fetched: 2, events: 2 },
      { fetched: 2, events: 0 },
      { fetched: 0, events: 0 },
    ]);
    expect(cycle.logger.entries.filter(({ message }) => message === 'events kept')).toMatchObject([
      { fields: { feed: 'pipelines', fetched: 2, events: 2 } },
    ]);
  });

  it('is added up with the feed for an hour, whatever fails meanwhile', async () => {
    const cycle = new Cycle({ definitions: [aPipelineDefinition()] }).add();
    const outage = new ForgeError('unavailable', { detail: '502' });
    cycle.forge.next('pipelines', '7', aReading([failed]), outage, aReading([failed]), aReading([failed]));

    for (let poll = 0; poll < 3; poll += 1) await cycle.poll();
    expect(cycle.store.feed('feed-1').tally).toEqual({ since: NOON, fetched: 2, stored: 1 });
    cycle.clock.advance(HOUR);
    await cycle.turn();

    const since = cycle.clock.now();
    expect(cycle.store.feed('feed-1').tally).toEqual({ since, fetched: 1, stored: 0 });
  });
});
