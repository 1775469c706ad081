import { describe, expect, it } from '@jest/globals';
import { type CadenceInput, changeBeforeBaseline, nextPoll } from '../../../src/polling/cadence.js';
import { aFeed, NOON } from '../../support/builders.js';
import { ago, aPace, I } from './pace.js';

/** The delay in intervals, with the jitter of ten per cent rounded away where that is possible. */
function delayOf(over: Partial<CadenceInput>): number {
  return (nextPoll(aPace(over)).getTime() - NOON.getTime()) / I;
}

function expectAbout(delay: number, tier: number): void {
  expect(delay).toBeGreaterThanOrEqual(tier * 0.9 - 1e-9);
  expect(delay).toBeLessThanOrEqual(tier * 1.1 + 1e-9);
}

/** Sixty intervals, spread wide. */
function expectOnCall(delay: number): void {
  expect(delay).toBeGreaterThanOrEqual(30);
  expect(delay).toBeLessThanOrEqual(90);
}

const failed = (code: 'unavailable' | 'not-found' | 'forbidden' | 'rate-limited', count: number) => ({
  code,
  count,
  retryAfterSeconds: null,
});

describe('the cadence of a project feed', () => {
  it.each([
    ['is hot just after a change', 0, false, 1 / 4],
    ['is hot for fifteen intervals', 14.9, false, 1 / 4],
    ['is warm when it has just ceased to be hot', 15, false, 1],
    ['cools down with the silence', 27, false, 5],
    ['cools down further', 57, false, 15],
    ['sleeps at thirty intervals and no slower', 10_000, false, 30],
    ['is hot while something is running', 60, true, 1 / 4],
    ['is cold where something has been running for ages', 400, true, 5],
  ])('%s', (_name, silence, isRunning, tier) => {
    expectAbout(delayOf({ lastChangeAt: ago(silence), isRunning }), tier);
  });

  it.each([
    ['keeps the interval for a few projects', 4, 1],
    ['sleeps lightly where some are watched', 10, 6.25],
    ['stays within the budget where many are', 20, 25],
  ])('%s, however long they are silent', (_name, projects, tier) => {
    expectAbout(delayOf({ lastChangeAt: ago(10_000), projects }), tier);
  });

  it('waits for the lookout unless it is one', () => {
    const feed = aFeed({ isLookout: false });

    expectOnCall(delayOf({ feed, lastChangeAt: ago(0) }));
    expectAbout(delayOf({ feed, lastChangeAt: ago(0), isRunning: true }), 5);
  });

  it.each(['wiki', 'documents'] as const)('is called by name to %s, and hardly looks unasked', (kind) => {
    const delay = (isLookout: boolean, isForViewerOnly = true): number =>
      delayOf({ feed: aFeed({ kind, isLookout }), isForViewerOnly });

    expect(delay(false)).toBeGreaterThanOrEqual(90);
    expect(delay(false)).toBeGreaterThan(delay(false, false));
    expectAbout(delay(true, false), 30);
    expect(delay(true)).toBeGreaterThan(100);
  });

  it('goes on soon with what one read could not take, also where another is the lookout', () => {
    for (const isLookout of [true, false]) {
      expectAbout(delayOf({ feed: aFeed({ isLookout }), hasMore: true }), 1 / 4);
      expectAbout(delayOf({ feed: aFeed({ isLookout }), isUnsettled: true }), 1 / 4);
    }
  });

  it('keeps what costs nothing warm for a day, and cold after that', () => {
    const delay = (silence: number, isLookout = true): number =>
      delayOf({ feed: aFeed({ isLookout }), lastChangeAt: ago(silence), isFreeWatch: true });

    expectAbout(delay(14), 1 / 4);
    expectAbout(delay(1_439), 1);
    expectAbout(delay(1_440), 5);
    expectOnCall(delay(1_439, false));
  });

  it('reads comments once in each interval at most, because the merge requests wake them', () => {
    const feed = aFeed({ kind: 'comments' });

    expectAbout(delayOf({ feed, lastChangeAt: ago(0) }), 1);
    expectAbout(delayOf({ feed, lastChangeAt: ago(27) }), 5);
  });

  it('asks for images without any hurry, whatever has happened', () => {
    for (const isLookout of [true, false]) {
      const delay = (silence: number, projects: number): number =>
        delayOf({ feed: aFeed({ kind: 'images', isLookout }), lastChangeAt: ago(silence), projects });

      expectAbout(delay(1, 1), 15);
      expectAbout(delay(10_000, 5), 45);
      expectAbout(delay(10_000, 6), 54);
      expect(delay(10_000, 20)).toBeGreaterThanOrEqual(90);
      expect(delay(10_000, 500)).toBeLessThanOrEqual(270);
    }
  });

  it('asks the less for images, the more a look at them takes, unless few projects are watched', () => {
    const delay = (requests: number, projects: number): number =>
      delayOf({ feed: aFeed({ kind: 'images' }), lastChangeAt: ago(10_000), projects, requests });

    expectAbout(delay(3, 5), 45);
    expect(delay(12, 5) / delay(3, 6)).toBeGreaterThan(2);
    expectAbout(delay(100, 4), 36);
    expect(delay(100, 20)).toBeLessThanOrEqual(4 * 270);
  });

  it('asks for releases, tags, deployments and wikis seldom, until something wakes them', () => {
    for (const kind of ['releases', 'tags', 'deployments', 'wiki'] as const) {
      const delay = (silence: number, projects: number): number =>
        delayOf({ feed: aFeed({ kind }), lastChangeAt: ago(silence), projects });

      expectAbout(delay(14.9, 1), 1);
      expectAbout(delay(15, 1), 5);
      expectAbout(delay(15, 20), 25);
      expectAbout(delay(10_000, 100), 30);
    }
  });

  it('looks unasked at what activity announces the less, the more projects there are', () => {
    const delay = (silence: number, projects: number): number =>
      delayOf({ isAnnounced: true, lastChangeAt: ago(silence), projects });

    expectAbout(delay(14.9, 20), 1 / 4);
    expectAbout(delay(15, 1), 5);
    expectAbout(delay(15, 10), 37.5);
    expect(delay(15, 20)).toBeGreaterThanOrEqual(60);
    expect(delay(10_000, 100)).toBeLessThanOrEqual(180);
  });

  it('asks for documents no more often when something woke them: all was there to be seen', () => {
    const feed = aFeed({ kind: 'documents' });

    expectAbout(delayOf({ feed, lastChangeAt: ago(0), projects: 20 }), 25);
    expectAbout(delayOf({ feed, lastChangeAt: ago(0), projects: 20, isFreeWatch: true }), 5);
  });

  it('takes the pulse of a project only while it is busy, because activity wakes it', () => {
    const feed = aFeed({ kind: 'pulse' });

    expectAbout(delayOf({ feed, lastChangeAt: ago(14.9) }), 1 / 4);
    expect(delayOf({ feed, lastChangeAt: ago(15) })).toBeGreaterThanOrEqual(45);
    expect(delayOf({ feed, lastChangeAt: ago(15) })).toBeLessThanOrEqual(135);
  });

  it('starts an old project asleep and a busy one warm, never hot', () => {
    const old = changeBeforeBaseline({ ageMs: 500 * I }, NOON, I);
    const busy = changeBeforeBaseline({ ageMs: 0 }, NOON, I);
    const empty = changeBeforeBaseline(null, NOON, I);

    expectAbout(delayOf({ lastChangeAt: old }), 30);
    expectAbout(delayOf({ lastChangeAt: busy }), 11 / 3);
    expect(empty).toEqual(busy);
  });

  it('takes a change in the future, as after a clock was put back, for one of just now', () => {
    expectAbout(delayOf({ lastChangeAt: ago(-600) }), 1 / 4);
  });
});

describe('the cadence of an account feed', () => {
  it.each(['inbox', 'activity'] as const)('reads the %s once in each interval, whatever happens', (kind) => {
    const feed = aFeed({ kind, projectId: null });

    for (const silence of [0, 15, 10_000]) {
      expectAbout(delayOf({ feed, lastChangeAt: ago(silence), isRunning: silence === 0 }), 1);
    }
  });

  it.each(['merge-requests', 'issues'] as const)(
    'reads the %s less often when they are silent, because the inbox wakes it',
    (kind) => {
      const feed = aFeed({ kind, projectId: null });

      expectAbout(delayOf({ feed, lastChangeAt: ago(0) }), 1);
      expectAbout(delayOf({ feed, lastChangeAt: ago(12) }), 3);
      expectAbout(delayOf({ feed, lastChangeAt: ago(10_000) }), 6);
    },
  );
});

describe('the cadence of the wikis of groups', () => {
  it('has no hurry, whatever has happened, until all were seen once', () => {
    const feed = aFeed({ kind: 'group-wikis', projectId: null });
    const delay = (silence: number, projects: number): number =>
      delayOf({ feed, lastChangeAt: ago(silence), projects });

    expectAbout(delay(1, 1), 15);
    expectAbout(delay(10_000, 6), 54);
    expect(delay(1, 20)).toBeGreaterThanOrEqual(90);
    expectAbout(delayOf({ feed, projects: 20, hasMore: true }), 1 / 4);
  });
});

describe('the cadence after a failure', () => {
  it.each([
    [1, 2],
    [2, 4],
    [4, 16],
    [5, 30],
    [60, 30],
  ])('after %i outages in a row waits %i intervals', (count, tier) => {
    expectAbout(delayOf({ failure: failed('unavailable', count) }), tier);
  });

  it.each(['not-found', 'forbidden'] as const)('looks seldom at a project that is %s three times', (code) => {
    expectAbout(delayOf({ failure: failed(code, 2) }), 4);
    expectAbout(delayOf({ failure: failed(code, 3) }), 30);
  });

  it('comes back when the server asked for it, not earlier, and needs no further delay', () => {
    expect(delayOf({ failure: { code: 'rate-limited', count: 4, retryAfterSeconds: 600 } })).toBe(10);
    expectAbout(delayOf({ failure: { code: 'rate-limited', count: 4, retryAfterSeconds: 1 } }), 1);
    expectAbout(delayOf({ failure: failed('rate-limited', 2) }), 4);
  });

  it('believes no server that wants years of silence', () => {
    expect(delayOf({ failure: { code: 'rate-limited', count: 1, retryAfterSeconds: 1e15 } })).toBe(24 * 60);
    expect(delayOf({ minPollSeconds: Infinity })).toBe(24 * 60);
  });
});

describe('any feed', () => {
  it('keeps the longer of its plan and the demand of the server', () => {
    const hot = { lastChangeAt: ago(0) };

    expect(delayOf({ ...hot, minPollSeconds: 60 })).toBe(1);
    expectAbout(delayOf({ ...hot, minPollSeconds: 1 }), 1 / 4);
  });

  it('looks at another time than the others when they were all linked at once and wait to be called', () => {
    const plans = Array.from({ length: 1_000 }, (_, index) =>
      delayOf({ feed: aFeed({ id: `feed-${index}`, isLookout: false }) }),
    );

    const perMinute = Array.from(
      { length: 60 },
      (_, minute) => plans.filter((plan) => Math.floor(plan) === minute + 30).length,
    );
    expect(Math.min(...perMinute)).toBeGreaterThan(0);
    expect(Math.max(...perMinute)).toBeLessThan(40);
  });

  it('has a jitter of its own that never changes', () => {
    const plans = Array.from({ length: 200 }, (_, index) =>
      delayOf({ feed: aFeed({ id: `feed-${index}`, kind: 'inbox', projectId: null }) }),
    );
    const again = delayOf({ feed: aFeed({ id: 'feed-0', kind: 'inbox', projectId: null }) });

    expect(again).toBe(plans[0]);
    expect(new Set(plans.map((plan) => plan.toFixed(2))).size).toBeGreaterThan(15);
    expect(Math.min(...plans)).toBeGreaterThanOrEqual(0.9);
    expect(Math.max(...plans)).toBeLessThanOrEqual(1.1);
  });
});
