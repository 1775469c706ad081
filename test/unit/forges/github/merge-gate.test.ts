import { describe, expect, it } from '@jest/globals';
import { gateOf, reasonOfBlock } from '../../../../src/forges/github/actions/merge-gate.js';

const OPEN = { state: 'open', draft: false, mergeable: true, mergeable_state: 'clean' } as const;

describe('gateOf', () => {
  it.each([
    ['clean', 'open'],
    ['unstable', 'open'],
    ['has_hooks', 'open'],
    ['dirty', 'conflict'],
    ['behind', 'behind'],
    ['blocked', 'blocked'],
    ['draft', 'draft'],
    ['unknown', 'unknown'],
    ['something new', 'unknown'],
    [null, 'unknown'],
  ] as const)('reads %s as %s', (mergeable_state, gate) => {
    expect(gateOf({ ...OPEN, mergeable_state })).toBe(gate);
  });

  it('believes the parts before their sum', () => {
    expect(gateOf({ ...OPEN, draft: true })).toBe('draft');
    expect(gateOf({ ...OPEN, mergeable: false, mergeable_state: 'unknown' })).toBe('conflict');
    expect(gateOf({ ...OPEN, state: 'closed', draft: true })).toBe('blocked');
  });
});

describe('reasonOfBlock', () => {
  it.each([
    ['REVIEW_REQUIRED', 'failed', 'needs-approval'],
    ['CHANGES_REQUESTED', null, 'needs-approval'],
    ['APPROVED', 'failed', 'checks-failed'],
    [null, 'canceled', 'checks-failed'],
    [null, 'running', 'checks-pending'],
    [null, 'waiting', 'checks-pending'],
    ['APPROVED', 'success', 'blocked'],
    [null, null, 'blocked'],
  ] as const)('takes %s and a pipeline that is %s for %s', (decision, pipeline, gate) => {
    expect(reasonOfBlock(decision, pipeline)).toBe(gate);
  });
});
