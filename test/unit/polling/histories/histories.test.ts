import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTold } from '../../../../src/domain/event.js';
import type { FeedKind } from '../../../../src/domain/feed.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { aComment, aFeed, aMergeRequest, aReading, at } from '../../../support/builders.js';
import { aThreadList } from '../../../support/a-thread-list.js';
import { anIssue } from '../../../support/an-issue.js';
import { Cycle } from '../cycle-harness.js';
import { looksAt, RHYTHMS, stories, type Story } from './history.js';
import { COMMENT_STEPS, ISSUE_STEPS, MERGE_REQUEST_STEPS } from './steps.js';
import { THREAD_STEPS } from './thread-steps.js';

/** Which polls die before their commit. */
const DEATHS = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 });

/** Keys of what Alice, who watches everything, is told when these looks follow on the first read. */
async function tell(
  kind: FeedKind,
  looks: readonly Subject[],
  deaths: readonly boolean[] = [],
): Promise<readonly string[]> {
  const cycle = new Cycle().add({ feeds: [aFeed({ kind })] });
  let dies = false;
  cycle.store.onOperation = (operation) => {
    if (operation === 'commit' && dies) throw new Error('killed');
  };
  for (const [index, look] of looks.entries()) {
    cycle.forge.always(kind, '7', aReading([look]));
    dies = deaths[index] ?? false;
    await cycle.poll();
    dies = false;
    if (deaths[index] === true) {
      cycle.clock.advance(60_000);
      await cycle.poll();
    }
  }
  return cycle.store.events.filter(isTold).map(({ key }) => key);
}

function typesOf(keys: readonly string[]): readonly string[] {
  return keys.map((key) => key.slice(0, key.indexOf(':')));
}

/** What came about unseen before it was closed is not told of something that is over; its return is. */
function isReopened(types: readonly string[]): boolean {
  return types.some((type) => type.endsWith('-reopened'));
}

describe.each<[string, FeedKind, fc.Arbitrary<Story<Subject>>, readonly string[]]>([
  [
    'a merge request',
    'merge-requests',
    stories(aMergeRequest({ autoMerge: null, mergeability: null }), MERGE_REQUEST_STEPS),
    ['merge-request-opened', 'merge-request-mention'],
  ],
  ['an issue', 'issues', stories(anIssue(), ISSUE_STEPS), ['issue-opened']],
  ['a comment', 'comments', stories(aComment(), COMMENT_STEPS), ['comment-added']],
  ['a thread', 'merge-requests', stories(aThreadList({ updatedAt: at(0) }), THREAD_STEPS), []],
])('any history of %s, polled at any rhythm', (_name, kind, histories, atFirstSight) => {
  it('tells the same however often each state is looked at and whichever polls die', async () => {
    await fc.assert(
      fc.asyncProperty(histories, RHYTHMS, DEATHS, async (story, rhythm, deaths) => {
        const looks = looksAt(story, rhythm);

        const told = await tell(kind, looks, deaths);

        expect(told).toEqual(await tell(kind, [...new Set(looks)]));
        expect(new Set(told).size).toBe(told.length);
      }),
      { numRuns: 60 },
    );
  });

  it('tells nothing that did not happen, and nothing more often than it happened', async () => {
    await fc.assert(
      fc.asyncProperty(histories, RHYTHMS, async (story, rhythm) => {
        const told = typesOf(await tell(kind, looksAt(story, rhythm)));

        const first = new Set(atFirstSight);
        const tooOften = [...new Set(told)].filter((type) => {
          const may = (story.mayTell.get(type) ?? 0) + (first.has(type) ? 1 : 0);
          return told.filter((one) => one === type).length > may;
        });
        expect(tooOften).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('misses nothing that is still so in the end, however much is looked at in between', async () => {
    await fc.assert(
      fc.asyncProperty(histories, RHYTHMS, async (story, rhythm) => {
        const [first, last] = [story.states[0]!, story.states.at(-1)!];

        const often = typesOf(await tell(kind, [first, ...looksAt(story, rhythm)]));

        const seldom = typesOf(await tell(kind, [first, last]));
        expect(isReopened(often) ? [] : seldom.filter((type) => !often.includes(type))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
