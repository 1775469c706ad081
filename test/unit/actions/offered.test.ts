import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../src/actions/define-action.js';
import { actionNamed, ACTIONS } from '../../../src/actions/index.js';
import type { Actor, Look, Role } from '../../../src/domain/actions/look.js';
import { ALICE, aMergeRequest, aPipeline, BOB } from '../../support/builders.js';
import { anIssue } from '../../support/an-issue.js';
import { aMergeRequestLook, anIssueLook, aPipelineLook } from '../../support/some-looks.js';

const READER: Actor = { user: ALICE, canWrite: true };
const AUTHOR: Actor = { user: BOB, canWrite: true };
const WITH_READING_TOKEN: Actor = { user: ALICE, canWrite: false };
const WITH_SILENT_TOKEN: Actor = { user: ALICE, canWrite: null };

function offered(look: Look, actor: Actor): readonly string[] {
  return ACTIONS.filter(
    (action) => action.targets.includes(look.kind) && refusalOf(action, look, actor) === null,
  ).map(({ name }) => name);
}

describe('what is offered', () => {
  const merged = aMergeRequest({ state: 'merged' });
  const closed = aMergeRequest({ state: 'closed' });
  const job = { id: '1', name: 'deploy', stage: 'deploy' };
  const gate = { id: '2', environment: 'production', mayDecide: true };
  const pipeline = (status: Parameters<typeof aPipeline>[0] & object): Look =>
    aPipelineLook({ pipeline: aPipeline(status) });

  const TALK = ['comment', 'resolve-thread'];
  const ON_GITLAB = { editedFrom: 'write', objectsAsReviewer: true } as const;

  it.each<[string, Look, Actor, readonly string[]]>([
    ['a failed pipeline, to a developer', pipeline({ status: 'failed' }), READER, ['retry']],
    ['a canceled pipeline, to a developer', pipeline({ status: 'canceled' }), READER, ['retry']],
    ['a running pipeline, to a developer', pipeline({ status: 'running' }), READER, ['cancel']],
    ['a green pipeline, to a developer', pipeline({ status: 'success' }), READER, []],
    [
      'a green pipeline of a forge that runs all again',
      aPipelineLook({ pipeline: aPipeline({ status: 'success' }), canRerun: true }),
      READER,
      ['rerun'],
    ],
    [
      'a pipeline that waits for a job',
      aPipelineLook({ pipeline: aPipeline({ status: 'waiting' }), playableJobs: [job] }),
      READER,
      ['play'],
    ],
    [
      'a pipeline that waits, on a forge that cancels what waits',
      aPipelineLook({ pipeline: aPipeline({ status: 'waiting' }), cancelsWaiting: true }),
      READER,
      ['cancel'],
    ],
    [
      'a pipeline that waits for an approval, to whoever may give it',
      aPipelineLook({ role: 'read', pipeline: aPipeline({ status: 'waiting' }), waitingDeployments: [gate] }),
      READER,
      ['approve-deployment', 'reject-deployment'],
    ],
    [
      'the same, to whoever may not',
      aPipelineLook({
        role: 'read',
        pipeline: aPipeline({ status: 'waiting' }),
        waitingDeployments: [{ ...gate, mayDecide: false }],
      }),
      READER,
      [],
    ],
    ['a failed pipeline, with a token that only reads', aPipelineLook(), WITH_READING_TOKEN, []],
    ['a failed pipeline, with a token that does not tell', aPipelineLook(), WITH_SILENT_TOKEN, ['retry']],
    ['a failed pipeline, to a reporter', aPipelineLook({ role: 'triage' }), READER, []],
    [
      'an open merge request, to a developer',
      aMergeRequestLook(),
      READER,
      [
        'approve',
        'request-changes',
        'merge',
        ...TALK,
        'ask-review',
        'assign',
        'label',
        'mark-draft',
        'close',
      ],
    ],
    [
      'an open merge request, to its author who may not merge',
      aMergeRequestLook({ role: 'read', mayMerge: false, mayApprove: false }),
      AUTHOR,
      [...TALK, 'mark-draft', 'close'],
    ],
    [
      'an approved merge request, to who approved it',
      aMergeRequestLook({ mayMerge: false, myVerdict: 'approved' }),
      READER,
      ['request-changes', 'unapprove', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'an approved merge request, to who approved it and may not write',
      aMergeRequestLook({ role: 'read', mayMerge: null, myVerdict: 'approved' }),
      READER,
      ['request-changes', 'comment'],
    ],
    [
      'a pull request of others, to whoever triages',
      aMergeRequestLook({ role: 'triage', mayMerge: false }),
      READER,
      ['approve', 'request-changes', 'comment', 'ask-review', 'assign', 'label', 'close'],
    ],
    [
      'a merge request of others, to a reporter of GitLab',
      aMergeRequestLook({ role: 'triage', mayMerge: false, mayApprove: false, ...ON_GITLAB }),
      READER,
      ['comment'],
    ],
    [
      'their own merge request, to a reporter of GitLab',
      aMergeRequestLook({ role: 'triage', mayMerge: false, mayApprove: false, ...ON_GITLAB }),
      AUTHOR,
      [...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a merge request of GitLab, to a reviewer',
      aMergeRequestLook({ ...ON_GITLAB, mergeRequest: aMergeRequest({ reviewers: [ALICE] }) }),
      READER,
      [
        'approve',
        'request-changes',
        'merge',
        ...TALK,
        'ask-review',
        'assign',
        'label',
        'mark-draft',
        'close',
      ],
    ],
    [
      'a merge request of GitLab, to a developer who reviews it not',
      aMergeRequestLook(ON_GITLAB),
      READER,
      ['approve', 'merge', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a merge request whose checks run',
      aMergeRequestLook({ gate: 'checks-pending', canAutoMerge: true }),
      AUTHOR,
      ['approve', 'auto-merge', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a merge request that can be merged before its pipeline has ended',
      aMergeRequestLook({ canAutoMerge: true, pipelineStatus: 'running' }),
      AUTHOR,
      ['approve', 'merge', 'auto-merge', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a merge request that merges by itself',
      aMergeRequestLook({
        gate: 'checks-pending',
        mayApprove: false,
        mergeRequest: aMergeRequest({ autoMerge: { by: BOB } }),
      }),
      AUTHOR,
      ['stop-auto-merge', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a draft that conflicts',
      aMergeRequestLook({
        gate: 'conflict',
        mayApprove: false,
        mergeRequest: aMergeRequest({ isDraft: true }),
      }),
      AUTHOR,
      [...TALK, 'ask-review', 'assign', 'label', 'mark-ready', 'close'],
    ],
    [
      'a merge request that is behind',
      aMergeRequestLook({ gate: 'behind', isBehind: true, mayApprove: false }),
      AUTHOR,
      ['update-branch', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a merge request that is behind, and waits for something else',
      aMergeRequestLook({ gate: 'needs-approval', isBehind: true, mayApprove: false }),
      AUTHOR,
      ['update-branch', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a merge request that a train merges, to a developer',
      aMergeRequestLook({ mergesByTrain: true, canAutoMerge: true, mayApprove: false }),
      AUTHOR,
      ['auto-merge', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a merge request of GitLab that is built by itself, to a developer',
      aMergeRequestLook({ gate: 'draft', mayApprove: false, ownPipelines: 'here' }),
      READER,
      ['request-changes', 'new-pipeline', ...TALK, 'ask-review', 'assign', 'label', 'mark-draft', 'close'],
    ],
    [
      'a merge request from a fork, to its author without a role',
      aMergeRequestLook({ role: 'read', mayMerge: false, mayApprove: false, ownPipelines: 'from-fork' }),
      AUTHOR,
      ['new-pipeline', ...TALK, 'mark-draft', 'close'],
    ],
    [
      'the same of one that is built by its branch',
      aMergeRequestLook({ role: 'read', mayMerge: false, mayApprove: false, ownPipelines: 'none' }),
      AUTHOR,
      [...TALK, 'mark-draft', 'close'],
    ],
    ['a merged merge request', aMergeRequestLook({ mergeRequest: merged }), READER, [...TALK, 'label']],
    [
      'a closed merge request, to its author',
      aMergeRequestLook({ role: 'read', mergeRequest: closed }),
      AUTHOR,
      [...TALK, 'reopen'],
    ],
    ['a merge request, with a token that only reads', aMergeRequestLook(), WITH_READING_TOKEN, []],
    [
      'an open issue, to a reporter',
      anIssueLook({ role: 'triage' }),
      READER,
      ['comment', 'assign', 'label', 'close'],
    ],
    [
      'an open issue of others, to a guest',
      anIssueLook({ role: 'read', issue: anIssue({ author: BOB }) }),
      READER,
      ['comment'],
    ],
    ['an archived issue, to its author', anIssueLook({ isArchived: true }), AUTHOR, []],
    [
      'an open issue, to its author',
      anIssueLook({ role: 'read', issue: anIssue({ author: BOB }) }),
      AUTHOR,
      ['comment', 'close'],
    ],
    [
      'a closed issue, to a developer',
      anIssueLook({ issue: anIssue({ state: 'closed' }) }),
      READER,
      ['comment', 'label', 'reopen'],
    ],
  ])('for %s', (_what, look, actor, names) => {
    expect(offered(look, actor)).toEqual(names);
  });

  it('is never more for a lower role', () => {
    const ladder: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain'];
    const looks = [aPipelineLook(), aMergeRequestLook({ mayMerge: null }), anIssueLook()];
    for (const look of looks) {
      const counts = ladder.map((role) => new Set(offered({ ...look, role }, READER)));
      counts.slice(1).forEach((more, index) => {
        for (const name of counts[index] ?? []) expect(more).toContain(name);
      });
    }
  });

  it.each(['unapprove', 'stop-auto-merge'])('is not there to be taken back: %s', (name) => {
    const definition = actionNamed(name);
    if (definition === null) throw new Error(`There is no ${name}.`);

    expect(refusalOf(definition, aMergeRequestLook(), READER)).toBe('nothing-to-do');
    expect(refusalOf(definition, aMergeRequestLook({ mergeRequest: merged }), READER)).toBe('state');
  });

  it('is named once each', () => {
    expect(new Set(ACTIONS.map(({ name }) => name)).size).toBe(ACTIONS.length);
  });
});
