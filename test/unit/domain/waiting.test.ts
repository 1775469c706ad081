import { describe, expect, it } from '@jest/globals';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { isMine, isMyReview, waitOf } from '../../../src/domain/waiting.js';
import { ALICE, aMergeRequest, aPipeline, at, BOB, CAROL } from '../../support/builders.js';

const approval = { person: CAROL, state: 'approved', sha: null, at: at(5) } as const;
const refusal = { person: CAROL, state: 'changes-requested', sha: null, at: at(5) } as const;
const failed = aPipeline({ status: 'failed' });

const HEAD = aMergeRequest().headSha;
const OLDER_HEAD = '0'.repeat(40);

describe('what a merge request waits for from Alice', () => {
  it.each<[string, Partial<MergeRequest>, string | null]>([
    ['nothing, when she has no part in it', {}, null],
    ['her review', { reviewers: [ALICE] }, 'review'],
    ['no review of a draft', { reviewers: [ALICE], isDraft: true }, null],
    [
      'a verdict, after a mere remark of hers',
      { reviewers: [ALICE], reviews: [{ person: ALICE, state: 'commented', sha: HEAD, at: null }] },
      'review',
    ],
    [
      'nothing after her verdict on the head',
      { reviewers: [ALICE], reviews: [{ person: ALICE, state: 'approved', sha: HEAD, at: null }] },
      null,
    ],
    [
      'another look after new commits',
      { reviewers: [ALICE], reviews: [{ person: ALICE, state: 'approved', sha: OLDER_HEAD, at: null }] },
      'review-again',
    ],
    [
      'nothing where the forge does not say what she approved',
      { reviewers: [ALICE], reviews: [{ person: ALICE, state: 'approved', sha: null, at: null }] },
      null,
    ],
    ['nothing on her own, while others look', { author: ALICE, reviewers: [CAROL] }, null],
    ['changes to her own', { author: ALICE, reviews: [approval, refusal] }, 'changes'],
    ['the merge of her own that is approved', { author: ALICE, reviews: [approval] }, 'ready'],
    ['nothing on her approved draft', { author: ALICE, reviews: [approval], isDraft: true }, null],
    ['work on what is assigned to her', { assignees: [ALICE] }, 'assigned'],
    ['nothing any more once it is merged', { author: ALICE, reviews: [refusal], state: 'merged' }, null],
  ])('is %s', (_what, over, wait) => {
    expect(waitOf({ mergeRequest: aMergeRequest({ author: BOB, ...over }), pipeline: null }, ALICE)).toBe(
      wait,
    );
  });

  it('is first of all a pipeline that failed, and only for those who answer for it', () => {
    const hers = aMergeRequest({ author: ALICE, reviews: [refusal] });
    const reviewed = aMergeRequest({ author: BOB, reviewers: [ALICE] });

    expect(waitOf({ mergeRequest: hers, pipeline: failed }, ALICE)).toBe('broken');
    expect(waitOf({ mergeRequest: reviewed, pipeline: failed }, ALICE)).toBe('review');
  });
});

describe('the part of Alice', () => {
  it('is hers as author and as assignee', () => {
    expect(isMine(aMergeRequest({ author: ALICE }), ALICE)).toBe(true);
    expect(isMine(aMergeRequest({ author: BOB, assignees: [ALICE] }), ALICE)).toBe(true);
    expect(isMine(aMergeRequest({ author: BOB }), ALICE)).toBe(false);
  });

  it('is a review while she is asked and after she answered', () => {
    expect(isMyReview(aMergeRequest({ reviewers: [ALICE] }), ALICE)).toBe(true);
    expect(isMyReview(aMergeRequest({ reviews: [{ ...approval, person: ALICE }] }), ALICE)).toBe(true);
    expect(isMyReview(aMergeRequest(), ALICE)).toBe(false);
  });
});
