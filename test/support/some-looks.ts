import type { IssueLook, MergeRequestLook, PipelineLook } from '../../src/domain/actions/look.js';
import { anIssue } from './an-issue.js';
import { aMergeRequest, aPipeline } from './builders.js';

/** What a developer of the project sees of something that can be done to. */
export function aPipelineLook(over: Partial<PipelineLook> = {}): PipelineLook {
  return {
    kind: 'pipeline',
    role: 'write',
    pipeline: aPipeline({ status: 'failed' }),
    canRerun: false,
    cancelsWaiting: false,
    playableJobs: [],
    waitingDeployments: [],
    ...over,
  };
}

export function aMergeRequestLook(over: Partial<MergeRequestLook> = {}): MergeRequestLook {
  return {
    kind: 'merge-request',
    role: 'write',
    mergeRequest: aMergeRequest(),
    gate: 'open',
    isBehind: false,
    mergeMethods: ['merge'],
    deletesBranch: true,
    branchChoice: 'none',
    mergesByTrain: false,
    canAutoMerge: false,
    mayMerge: true,
    mayApprove: true,
    withdrawnFrom: 'write',
    editedFrom: 'triage',
    objectsAsReviewer: false,
    myVerdict: null,
    pipelineStatus: null,
    ownPipelines: 'unsupported',
    size: null,
    ...over,
  };
}

export function anIssueLook(over: Partial<IssueLook> = {}): IssueLook {
  return { kind: 'issue', role: 'write', issue: anIssue(), ...over };
}
