import { describe, expect, it } from '@jest/globals';
import type { FeedKind } from '../../../src/domain/feed.js';
import { MINUTE, SECOND } from '../../../src/domain/time.js';
import { MAX_READ } from '../../../src/forges/gitlab/feeds/group-queue.js';
import { changeBeforeBaseline, nextPoll } from '../../../src/polling/cadence.js';
import { aFeed, NOON } from '../../support/builders.js';
import { aPace, I } from './pace.js';

describe('the budget of one person with twenty idle projects on GitLab', () => {
  const requests: Partial<Record<FeedKind, number>> = {
    'merge-requests': 3,
    issues: 2,
    'group-wikis': MAX_READ,
  };
  /** At threads of merge requests that do not move: of those in the lists, and of those where the reader only wrote. */
  const SECOND_LOOKS_A_MINUTE = 1 / 10 + 1 / 30;
  const ANNOUNCED: ReadonlySet<FeedKind> = new Set(['releases', 'deployments', 'wiki', 'documents']);

  /** Requests in each minute, polled by the plan alone; every project was last busy `ageInIntervals` before. */
  function simulate(ageInIntervals: number, minutes: number, slowFeeds: readonly FeedKind[] = []): number[] {
    const lastChangeAt = changeBeforeBaseline({ ageMs: ageInIntervals * I }, NOON, I);
    const feeds = [
      ...(['inbox', 'activity', 'merge-requests', 'issues'] as const).map((kind) =>
        aFeed({ id: `${kind}-feed`, kind, projectId: null }),
      ),
      ...Array.from({ length: 20 }, (_, index) =>
        aFeed({ id: `pipelines-${index}`, projectId: String(index) }),
      ),
      ...Array.from({ length: 20 }, (_, index) =>
        aFeed({ id: `pulse-${index}`, kind: 'pulse', projectId: String(index) }),
      ),
      ...slowFeeds.flatMap((kind) =>
        kind === 'group-wikis'
          ? [aFeed({ id: `${kind}-feed`, kind, projectId: null })]
          : Array.from({ length: 20 }, (_, index) =>
              aFeed({ id: `${kind}-${index}`, kind, projectId: String(index) }),
            ),
      ),
    ];
    const perMinute = Array.from({ length: minutes }, () => 0);
    for (const feed of feeds) {
      let now = NOON;
      for (;;) {
        const minute = Math.floor((now.getTime() - NOON.getTime()) / MINUTE);
        if (minute >= minutes) break;
        const cost = feed.projectId === null ? requests[feed.kind] : undefined;
        perMinute[minute] = (perMinute[minute] ?? 0) + (cost ?? 1);
        // Ticks come once a second.
        now = new Date(
          Math.ceil(
            nextPoll(
              aPace({ feed, now, lastChangeAt, projects: 20, isAnnounced: ANNOUNCED.has(feed.kind) }),
            ).getTime() / SECOND,
          ) * SECOND,
        );
      }
    }
    return perMinute;
  }

  const average = (counts: readonly number[]): number =>
    counts.reduce((sum, count) => sum + count, 0) / counts.length;

  it.each([0, 15, 100, 10_000])(
    'is at most six a minute in every hour, for projects silent for %i min',
    (age) => {
      const counts = simulate(age, 5 * 60);

      for (let hour = 0; hour < 5; hour += 1) {
        const polled = average(counts.slice(hour * 60, hour * 60 + 60));
        expect(polled + SECOND_LOOKS_A_MINUTE).toBeLessThanOrEqual(6);
      }
    },
  );

  it.each([...ANNOUNCED, 'images', 'milestones'] as const)(
    'grows by about a sixth of one a minute by the looks at all %s',
    (kind) => {
      const added = [0, 100, 10_000].map(
        (age) => average(simulate(age, 5 * 60, [kind])) - average(simulate(age, 5 * 60)),
      );

      expect(Math.min(...added)).toBeGreaterThan(0);
      expect(Math.max(...added)).toBeLessThanOrEqual(0.25);
    },
  );

  it('holds with the wikis of groups, as many as one look reads, which come less than once an hour', () => {
    for (const age of [0, 100, 10_000]) {
      const [alone, all] = [simulate(age, 20 * 60), simulate(age, 20 * 60, ['group-wikis'])];

      expect(average(all) - average(alone)).toBeLessThanOrEqual(MAX_READ / 60);
      for (let hour = 1; hour < 20; hour += 1) {
        const polled = average(all.slice(hour * 60, hour * 60 + 60));
        expect(polled + SECOND_LOOKS_A_MINUTE).toBeLessThanOrEqual(6);
      }
    }
  });

  it('holds for as many projects that are recorded without a chat, once they are idle for an hour', () => {
    for (const age of [100, 10_000]) {
      const all = simulate(age, 5 * 60, ['merge-requests', 'releases', 'images']);

      expect(average(all) + SECOND_LOOKS_A_MINUTE).toBeLessThanOrEqual(6);
    }
  });

  it('falls to five a minute when the projects sleep', () => {
    expect(average(simulate(10_000, 5 * 60).slice(60))).toBeLessThanOrEqual(5);
  });
});
