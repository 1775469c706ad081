import { expect, it } from '@jest/globals';
import { refusalOf } from '../../../src/actions/define-action.js';
import { ACTIONS } from '../../../src/actions/index.js';
import type { Actor, Look } from '../../../src/domain/actions/look.js';
import { anIssue } from '../../support/an-issue.js';
import { ALICE, aMergeRequest, aPipeline, BOB } from '../../support/builders.js';
import { aMergeRequestLook, anIssueLook, aPipelineLook } from '../../support/some-looks.js';

/** Bob is the author of what is looked at. */
const ACTORS: readonly Actor[] = [
  { user: ALICE, canWrite: true },
  { user: BOB, canWrite: true },
  { user: ALICE, canWrite: false },
];

const LOOKS: readonly Look[] = [
  aPipelineLook({ canRerun: true }),
  aPipelineLook({ pipeline: aPipeline({ status: 'running' }) }),
  aPipelineLook({
    pipeline: aPipeline({ status: 'waiting' }),
    playableJobs: [{ id: '1', name: 'deploy', stage: 'deploy' }],
    waitingDeployments: [{ id: '2', environment: 'production', mayDecide: true }],
  }),
  aMergeRequestLook(),
  aMergeRequestLook({ myVerdict: 'approved', isBehind: true }),
  aMergeRequestLook({ mergeRequest: aMergeRequest({ state: 'closed' }) }),
  aMergeRequestLook({ mergeRequest: aMergeRequest({ state: 'merged' }), gate: 'conflict' }),
  anIssueLook(),
  anIssueLook({ issue: anIssue({ state: 'closed' }) }),
];

it.each(ACTIONS.map((action) => [action.name, action] as const))(
  'in an archived project nobody can %s, whatever else stands in the way, because it is archived',
  (_name, action) => {
    const looks = LOOKS.filter(({ kind }) => action.targets.includes(kind));

    const codes = looks.flatMap((look) =>
      (['read', 'maintain'] as const).flatMap((role) =>
        ACTORS.map((actor) => refusalOf(action, { ...look, isArchived: true, role }, actor)),
      ),
    );

    expect(new Set(codes)).toEqual(new Set(['archived']));
  },
);
