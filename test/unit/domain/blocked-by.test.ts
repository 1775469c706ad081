import { describe, expect, it } from '@jest/globals';
import { blockOf } from '../../../src/domain/blocked-by.js';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { ALICE, aMergeRequest, aPipeline, at, BOB } from '../../support/builders.js';

const approved = { person: ALICE, state: 'approved', sha: null, at: null } as const;
const conflict = { state: 'conflict', since: at(0) } as const;
const blocked = { state: 'blocked', since: at(0) } as const;

describe('what blocks a merge request', () => {
  it.each<[string, Partial<MergeRequest>]>([
    ['conflict', { mergeability: conflict, isDraft: true }],
    ['changes', { reviews: [{ ...approved, state: 'changes-requested' }], isDraft: true }],
    ['draft', { isDraft: true, reviewers: [ALICE] }],
    ['review', { reviewers: [ALICE], mergeability: blocked }],
    ['gate', { reviewers: [ALICE, BOB], reviews: [approved], mergeability: blocked }],
    ['review', { reviewerTeams: ['backend'] }],
    ['ready', { reviewerTeams: ['backend'], reviews: [approved] }],
    ['ready', { reviewers: [ALICE], reviews: [approved] }],
    ['ready', {}],
  ])('is %s for %j', (block, over) => {
    expect(blockOf({ mergeRequest: aMergeRequest(over), pipeline: null })).toBe(block);
  });

  it.each(['pending', 'running'] as const)('is a %s pipeline where nothing else is', (status) => {
    const pipeline = aPipeline({ status });
    const blockWith = (over: Partial<MergeRequest>) =>
      blockOf({ mergeRequest: aMergeRequest(over), pipeline });

    expect(blockWith({})).toBe('checks');
    expect(blockWith({ mergeability: blocked })).toBe('checks');
    expect(blockWith({ reviewers: [ALICE] })).toBe('review');
  });

  it('is a failed pipeline before all else', () => {
    const mergeRequest = aMergeRequest({ mergeability: conflict });

    expect(blockOf({ mergeRequest, pipeline: aPipeline({ status: 'failed' }) })).toBe('broken');
  });
});
