import { describe, expect, it } from '@jest/globals';
import {
  canAutoMerge,
  gateOf,
  isBehind,
  methodsOf,
  pipelineStatusOf,
} from '../../../../../src/forges/gitlab/actions/merge-gate.js';
import { mergeRequestDetailSchema } from '../../../../../src/forges/gitlab/schema/acting.js';
import { rawMergeRequest } from '../fixtures.js';

const detail = (fields: object) => mergeRequestDetailSchema.parse({ ...rawMergeRequest(1), ...fields });

describe('the gate of a merge request', () => {
  it.each([
    ['mergeable', 'open'],
    ['draft_status', 'draft'],
    ['broken_status', 'conflict'],
    ['need_rebase', 'behind'],
    ['ci_still_running', 'checks-pending'],
    ['ci_must_pass', 'checks-failed'],
    ['status_checks_must_pass', 'blocked'],
    ['requested_changes', 'needs-approval'],
    ['discussions_not_resolved', 'threads-open'],
    ['preparing', 'unknown'],
    ['a_word_from_a_newer_server', 'blocked'],
  ])('is told by its status: %s → %s', (status, gate) => {
    expect(gateOf(detail({ detailed_merge_status: status }))).toBe(gate);
  });

  it.each([
    ['draft_status', 'draft'],
    ['commits_status', 'blocked'],
  ])('is no conflict where it brings nothing: %s → %s', (status, gate) => {
    const diff_refs = { base_sha: 'a', head_sha: 'a', start_sha: 'a' };

    expect(gateOf(detail({ detailed_merge_status: status, has_conflicts: true, diff_refs }))).toBe(gate);
    expect(gateOf(detail({ detailed_merge_status: status, has_conflicts: true }))).toBe('conflict');
  });

  it('is that of the pipeline that has to pass while it is under way', () => {
    const raw = detail({ detailed_merge_status: 'ci_must_pass', head_pipeline: { status: 'preparing' } });

    expect(gateOf(raw)).toBe('checks-pending');
    expect(canAutoMerge(raw, false)).toBe(true);
  });

  it.each([
    ['mergeable', 'success', true],
    ['ci_still_running', 'running', true],
    ['ci_must_pass', 'failed', false],
    ['conflict', 'success', false],
  ])('lets it on a train where it is %s, with a pipeline that is %s: %s', (status, pipeline, isLet) => {
    const raw = detail({ detailed_merge_status: status, head_pipeline: { status: pipeline } });

    expect(canAutoMerge(raw, true)).toBe(isLet);
  });

  it.each([
    [{ merge_status: 'can_be_merged' }, 'open'],
    [{ merge_status: 'cannot_be_merged' }, 'conflict'],
    [{ merge_status: 'unchecked' }, 'unknown'],
    [{ merge_status: 'can_be_merged', work_in_progress: true }, 'draft'],
    [{ merge_status: 'can_be_merged', has_conflicts: true }, 'conflict'],
    [{ merge_status: null }, 'unknown'],
  ])('is guessed on a server before 15.6: %j → %s', (fields, gate) => {
    expect(gateOf(detail({ detailed_merge_status: undefined, ...fields }))).toBe(gate);
  });
});

it.each([
  [{ diverged_commits_count: 2, detailed_merge_status: 'not_approved' }, true],
  [{ diverged_commits_count: 0 }, false],
  [{ detailed_merge_status: 'need_rebase' }, true],
  [{}, null],
])(
  'a branch is behind by the commits that it lacks, or by the rule that it breaks: %j → %s',
  (fields, is) => {
    expect(isBehind(detail(fields))).toBe(is);
  },
);

it('the pipeline of the head counts before that of the branch', () => {
  expect(
    pipelineStatusOf(detail({ head_pipeline: { status: 'failed' }, pipeline: { status: 'success' } })),
  ).toBe('failed');
  expect(pipelineStatusOf(detail({ head_pipeline: null, pipeline: { status: 'success' } }))).toBe('success');
  expect(pipelineStatusOf(detail({}))).toBeNull();
});

it('what a merge request was told about squashing comes before the project’s mind, unless that is made up', () => {
  expect(methodsOf({ squash_option: 'default_off' }, { squash: true, squash_on_merge: true })).toEqual([
    'squash',
    'merge',
  ]);
  expect(methodsOf({ squash_option: 'never' }, { squash: true, squash_on_merge: null })).toEqual(['merge']);
  expect(methodsOf({ squash_option: null }, { squash: null, squash_on_merge: null })).toEqual([
    'merge',
    'squash',
  ]);
});
