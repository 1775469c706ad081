import { describe, expect, it } from '@jest/globals';
import { EVENTS } from '../../../src/events/index.js';
import { ALICE, aMergeRequest, at, BOB, CAROL } from '../../support/builders.js';
import { actorsOf, between, occasionsOf, occurrencesOf, review, seen } from './seen-by-alice.js';

describe('a merge request seen for the first time', () => {
  it('tells its reviewer that it was opened and that the review is theirs', () => {
    const after = aMergeRequest({ reviewers: [ALICE, CAROL] });

    expect(seen({ before: null, after, isNew: true })).toEqual([
      'merge-request-opened',
      'review-requested (reviewer)',
      'review-requested',
    ]);
  });

  it('tells only the reader’s own part when it is older than the watch', () => {
    const after = aMergeRequest({ reviewers: [ALICE, CAROL], assignees: [CAROL], reviews: [review()] });

    expect(seen({ before: null, after, isNew: false })).toEqual(['review-requested (reviewer)']);
  });

  it('tells that it was opened and merged when both happened between two looks', () => {
    const after = aMergeRequest({ state: 'merged', mergedBy: BOB, assignees: [ALICE] });

    expect(seen({ before: null, after, isNew: true })).toEqual([
      'merge-request-opened',
      'merge-request-merged (assignee)',
    ]);
  });
});

describe('review requests', () => {
  it('are told again after they were withdrawn', () => {
    const asked = between({ reviewers: [] }, { reviewers: [ALICE], updatedAt: at(60) });
    const again = between({ reviewers: [] }, { reviewers: [ALICE], updatedAt: at(120) });
    const definition = EVENTS.find(({ type }) => type === 'review-requested')!;

    const keys = [asked, again].map((change) => definition.detect(change as never, ALICE)[0]?.occasion);

    expect(new Set(keys).size).toBe(2);
  });

  it('are not taken for withdrawn when the reader has answered, and GitHub drops them from the list', () => {
    const change = between(
      { reviewers: [ALICE] },
      { reviewers: [], reviews: [review({ person: ALICE, state: 'commented' })] },
    );

    expect(seen(change)).toEqual([]);
  });

  it('are not taken for withdrawn when the reader, who had a verdict, answers with a comment', () => {
    const mine = review({ person: ALICE });
    const commented = [{ ...mine, latestAt: at(50) }];

    expect(seen(between({ reviewers: [ALICE], reviews: [mine] }, { reviews: commented }))).toEqual([]);
    expect(seen(between({ reviews: [mine] }, { reviews: commented }))).toEqual([]);
  });

  it('are told to one who is asked after a comment beside the verdict', () => {
    const mine = review({ person: ALICE });
    const commented = { ...mine, latestAt: at(50) };

    expect(seen(between({ reviews: [mine] }, { reviews: [commented], reviewers: [ALICE] }))).toEqual([
      'review-requested (reviewer)',
    ]);
  });

  it('are not seen where the reader reviewed unasked, and GitLab lists them for it', () => {
    const change = between({ reviewers: [] }, { reviewers: [ALICE], reviews: [review({ person: ALICE })] });

    expect(seen(change)).not.toContain('review-requested (reviewer)');
  });

  it('are told to one who is asked again after a verdict', () => {
    const reviews = [review({ person: ALICE, state: 'changes-requested' })];

    expect(seen(between({ reviews }, { reviews, reviewers: [ALICE] }))).toEqual([
      'review-requested (reviewer)',
    ]);
  });

  it('are told to one who stays on the list and is asked again, each time', () => {
    const answered = { reviewers: [ALICE, CAROL], pendingReviewers: [CAROL.id] };
    const again = { reviewers: [ALICE, CAROL], pendingReviewers: [CAROL.id, ALICE.id] };

    expect(seen(between(answered, again))).toEqual(['review-requested (reviewer)']);
    expect(seen(between(answered, answered))).toEqual([]);
    expect(seen(between(again, again))).toEqual([]);
    expect(seen(between(again, answered))).toEqual([]);
    const occasions = [60, 120].flatMap((time) =>
      occasionsOf('review-requested', between(answered, { ...again, updatedAt: at(time) })),
    );
    expect(new Set(occasions).size).toBe(2);
  });

  it('are not seen where an older version did not remember who had answered', () => {
    const reviewers = [ALICE];

    expect(seen(between({ reviewers }, { reviewers, pendingReviewers: [ALICE.id] }))).toEqual([]);
  });

  it('are told to their own person when they are withdrawn', () => {
    expect(seen(between({ reviewers: [ALICE, CAROL] }, { reviewers: [] }))).toEqual([
      'review-request-withdrawn (reviewer)',
    ]);
  });

  it('mean nothing once the merge request is closed', () => {
    expect(seen(between({ reviewers: [] }, { reviewers: [ALICE], state: 'closed' }))).toEqual([
      'merge-request-closed (reviewer)',
    ]);
  });
});

describe('verdicts', () => {
  it('are news to the author', () => {
    expect(seen(between({ author: ALICE }, { author: ALICE, reviews: [review()] }))).toEqual([
      'merge-request-approved (author)',
    ]);
  });

  it('are told once, however often they are seen', () => {
    expect(seen(between({ reviews: [review()] }, { reviews: [review()] }))).toEqual([]);
  });

  it('are news again when they are given for another head', () => {
    const again = review({ sha: 'c'.repeat(40), at: at(50) });

    expect(
      seen(between({ author: ALICE, reviews: [review()] }, { author: ALICE, reviews: [again] })),
    ).toEqual(['merge-request-approved (author)']);
  });

  it('are told apart', () => {
    const refused = review({ state: 'changes-requested', at: at(50) });

    expect(
      seen(between({ author: ALICE, reviews: [review()] }, { author: ALICE, reviews: [refused] })),
    ).toEqual(['approval-withdrawn (author)', 'changes-requested (author)']);
  });
});

describe('new commits', () => {
  it('are news to those who review, in silence', () => {
    const change = between({ reviewers: [ALICE] }, { reviewers: [ALICE], headSha: 'd'.repeat(40) });

    expect(seen(change)).toEqual(['merge-request-new-commits (reviewer)']);
  });

  it('are news to those who reviewed already and left the list', () => {
    const reviews = [review({ person: ALICE })];

    expect(seen(between({ reviews }, { reviews, headSha: 'd'.repeat(40) }))).toEqual([
      'merge-request-new-commits (reviewer)',
    ]);
  });

  it.each([
    [[review({ person: ALICE })], true],
    [[], false],
  ])('say whether they came since the reader’s review', (reviews, isSinceReview) => {
    const change = between({ reviews }, { reviews, headSha: 'd'.repeat(40) });

    expect(occurrencesOf('merge-request-new-commits', change)).toMatchObject([
      { details: { isSinceReview } },
    ]);
  });

  it('are told to a reviewer whose approval they have reset', () => {
    const reviews = [review({ person: ALICE, sha: null })];

    expect(seen(between({ reviews }, { headSha: 'd'.repeat(40) }))).toEqual([
      'merge-request-new-commits (reviewer)',
      'approval-withdrawn (reviewer)',
    ]);
  });

  it('are no news to one who has reviewed them already', () => {
    const reviews = [review({ person: ALICE, state: 'commented', sha: 'd'.repeat(40) })];

    expect(seen(between({ reviewers: [ALICE] }, { reviews, headSha: 'd'.repeat(40) }))).toEqual([]);
  });

  it('are no event when they come with the merge', () => {
    expect(seen(between({}, { state: 'merged', headSha: 'd'.repeat(40) }))).toEqual(['merge-request-merged']);
  });
});

describe('an approval that is gone', () => {
  const own = { author: ALICE };

  it('is news to the author, with who took it back', () => {
    const change = between({ ...own, reviews: [review()] }, own);

    expect(seen(change)).toEqual(['approval-withdrawn (author)']);
    expect(actorsOf('approval-withdrawn', change)).toEqual([CAROL]);
  });

  it('is news to its giver when somebody else dismissed it, whom the forge does not name', () => {
    const mine = review({ person: ALICE });
    const change = between({ reviews: [mine] }, { reviews: [{ ...mine, state: 'dismissed' }] });

    expect(seen(change)).toEqual(['approval-withdrawn (reviewer)']);
    expect(actorsOf('approval-withdrawn', change)).toEqual([null]);
  });

  it('was not taken back by its giver where another review is asked for', () => {
    const reviewers = [CAROL];
    const change = between(
      { ...own, reviewers, pendingReviewers: [], reviews: [review()] },
      { ...own, reviewers, pendingReviewers: [CAROL.id] },
    );

    expect(seen(change)).toEqual(['review-requested', 'approval-withdrawn (author)']);
    expect(actorsOf('approval-withdrawn', change)).toEqual([null]);
  });

  it('is the author’s doing when it went with a push', () => {
    const change = between({ ...own, reviews: [review()] }, { ...own, headSha: 'd'.repeat(40) });

    expect(actorsOf('approval-withdrawn', change)).toEqual([ALICE]);
  });

  it('is told once for each approval', () => {
    const first = between({ reviews: [review({ at: at(10) })] }, {});
    const second = between({ reviews: [review({ at: at(20) })] }, {});
    const keys = [first, second].map((change) => occasionsOf('approval-withdrawn', change)[0]);

    expect(new Set(keys).size).toBe(2);
  });

  it('means nothing once the merge request is over, nor while the approval was given again', () => {
    const again = review({ at: at(50), sha: 'c'.repeat(40) });

    expect(seen(between({ reviews: [review()] }, { state: 'closed' }))).toEqual(['merge-request-closed']);
    expect(seen(between({ reviews: [review()] }, { reviews: [again] }))).toEqual(['merge-request-approved']);
  });

  it('is no news where the forge only begins to tell when it was given', () => {
    const undated = review({ sha: null, at: null });

    expect(seen(between({ reviews: [undated] }, { reviews: [review({ sha: null })] }))).toEqual([]);
  });
});

describe('an assignee who is one no more', () => {
  it('is told', () => {
    expect(seen(between({ assignees: [ALICE, CAROL] }, { assignees: [CAROL] }))).toEqual([
      'merge-request-unassigned (assignee)',
    ]);
  });

  it('is presumed to have done it where it is the author’s own', () => {
    const change = between({ author: ALICE, assignees: [ALICE] }, { author: ALICE });

    expect(actorsOf('merge-request-unassigned', change)).toEqual([ALICE]);
  });

  it('is the only one who is told', () => {
    expect(seen(between({ assignees: [CAROL] }, { assignees: [] }))).toEqual([]);
  });

  it('is told, too, where it was closed in the same look by somebody else', () => {
    const mine = { assignees: [ALICE] };
    const closing = between(mine, { state: 'closed', closedBy: BOB });

    expect(seen(closing)).toEqual(['merge-request-unassigned (assignee)', 'merge-request-closed']);
    expect(actorsOf('merge-request-unassigned', between(mine, { state: 'closed', closedBy: ALICE }))).toEqual(
      [ALICE],
    );
    expect(seen(between({ ...mine, state: 'closed' }, { state: 'closed' }))).toEqual([]);
  });
});

describe('mentions in the description', () => {
  it('count', () => {
    expect(seen(between({}, { mentions: ['alice'] }))).toEqual(['merge-request-mention (mentioned)']);
  });

  it('do not count on one that was over before it came into sight', () => {
    const after = aMergeRequest({ state: 'closed', mentions: ['alice'] });

    expect(seen({ before: null, after, isNew: false })).toEqual([]);
  });

  it('do not count when an edit keeps them', () => {
    expect(seen(between({ mentions: ['alice'] }, { mentions: ['alice', 'carol'] }))).toEqual([]);
  });
});

describe('the author', () => {
  it('is the actor of taking their own work, so that it stays silent', () => {
    const change = between({ author: ALICE }, { author: ALICE, assignees: [ALICE] });
    const definition = EVENTS.find(({ type }) => type === 'merge-request-assigned')!;

    expect(definition.detect(change as never, ALICE)[0]?.actor).toEqual(ALICE);
  });
});
