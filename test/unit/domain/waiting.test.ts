import { describe, expect, it } from '@jest/globals';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import type { MergeabilityState } from '../../../src/domain/subjects/mergeability.js';
import { isMine, isMyReview, waitOf, waitOfPipeline } from '../../../src/domain/waiting.js';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import { ALICE, aMergeRequest, aPipeline, at, BOB, CAROL } from '../../support/builders.js';

const approval = { person: CAROL, state: 'approved', sha: null, at: at(5) } as const;
const refusal = { person: CAROL, state: 'changes-requested', sha: null, at: at(5) } as const;
const failed = aPipeline({ status: 'failed' });

function stands(state: MergeabilityState): Partial<MergeRequest> {
  return { mergeability: { state, since: at(5) } };
}

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
    [
      'the merge of her own that is approved',
      { author: ALICE, reviews: [approval], ...stands('mergeable') },
      'ready',
    ],
    ['the merge of her own that may be ready', { author: ALICE, reviews: [approval] }, 'approved'],
    [
      'nothing where a gate is closed still',
      { author: ALICE, reviews: [approval], ...stands('blocked') },
      null,
    ],
    ['an end to the conflict', { author: ALICE, reviews: [approval], ...stands('conflict') }, 'conflict'],
    ['no end to a conflict of others', { reviewers: [ALICE], ...stands('conflict') }, 'review'],
    ['a review of her team', { reviewerTeams: ['Web'] }, 'team-review'],
    ['none of another team', { reviewerTeams: ['ops'] }, null],
    ['none of her team on her own', { author: ALICE, reviewerTeams: ['web'] }, null],
    [
      'none of her team once she has looked',
      { reviewerTeams: ['web'], reviews: [{ person: ALICE, state: 'commented', sha: HEAD, at: null }] },
      null,
    ],
    ['nothing on her approved draft', { author: ALICE, reviews: [approval], isDraft: true }, null],
    ['work on what is assigned to her', { assignees: [ALICE] }, 'assigned'],
    ['nothing any more once it is merged', { author: ALICE, reviews: [refusal], state: 'merged' }, null],
  ])('is %s', (_what, over, wait) => {
    const mergeRequest = aMergeRequest({ author: BOB, ...over });

    expect(waitOf({ mergeRequest, pipeline: null }, ALICE, ['web'])).toBe(wait);
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

describe('what a pipeline waits for from Alice', () => {
  const job = { name: 'deploy', stage: null, isDelayed: false };
  const child = { id: '9', projectId: '8', name: 'x', url: null, waitingJobs: [], updatedAt: at(5) };

  it.each<[string, Partial<Pipeline>, string | null]>([
    ['a manual job of hers', { actor: ALICE, status: 'waiting', waitingJobs: [job] }, 'manual-job'],
    [
      'one for her merge request',
      { mergeRequestAuthor: ALICE, status: 'waiting', waitingJobs: [job] },
      'manual-job',
    ],
    [
      'one below hers, which has passed',
      { actor: ALICE, status: 'success', waitingChildren: [child] },
      'manual-job',
    ],
    ['nothing, when others started it', { actor: BOB, status: 'waiting', waitingJobs: [job] }, null],
    ['nothing, when nobody is named', { actor: null, status: 'waiting', waitingJobs: [job] }, null],
    [
      'nothing while it waits for its time',
      { actor: ALICE, status: 'waiting', waitingJobs: [{ ...job, isDelayed: true }] },
      null,
    ],
    ['nothing once it is canceled', { actor: ALICE, status: 'canceled', waitingChildren: [child] }, null],
  ])('is %s', (_what, over, wait) => {
    expect(waitOfPipeline(aPipeline(over), ALICE)).toBe(wait);
  });
});
