import {
  isAtLeast,
  type Look,
  type MergeRequestLook,
  type PipelineLook,
  type PlayableJob,
} from '../domain/actions/look.js';
import { isSamePerson, type ForgeKind } from '../domain/forge.js';
import type { EventNotification, Reader } from '../domain/notification.js';
import type { Subject } from '../domain/subject.js';
import type { MergeRequest } from '../domain/subjects/merge-request.js';
import { isHeldUp, type Pipeline } from '../domain/subjects/pipeline.js';
import { refusalOf } from './define-action.js';
import { actionNamed } from './index.js';

/**
 * Whether a button under news can lead anywhere for its only reader. The rules of the actions are asked about what is
 * known without asking the forge; what is not known speaks for the button, because a press looks anew.
 */
export function isWorthOffering(
  action: string,
  { event, forgeKind, reader }: Pick<EventNotification, 'event' | 'forgeKind' | 'reader'>,
): boolean {
  const definition = actionNamed(action);
  if (definition === null || reader === undefined) return true;
  const look = foresee(event.subject, forgeKind, reader);
  return look === null || refusalOf(definition, look, reader) === null;
}

/** What a look would show, as far as the subject and the role tell. */
function foresee(subject: Subject, forgeKind: ForgeKind, reader: Reader): Look | null {
  // Nothing is held against somebody whose role is not known.
  const role = reader.role ?? 'maintain';
  switch (subject.kind) {
    case 'pipeline':
      return { kind: 'pipeline', role, ...foreseenPipeline(subject, forgeKind) };
    case 'merge-request':
      return {
        kind: 'merge-request',
        role,
        ...foreseenMergeRequest(subject, forgeKind, { ...reader, role }),
      };
    case 'issue':
      return { kind: 'issue', role, issue: subject };
    default:
      return null;
  }
}

/** It waits for one thing at least; which, only a look tells. */
function foreseenPipeline(pipeline: Pipeline, forgeKind: ForgeKind): Omit<PipelineLook, 'kind' | 'role'> {
  const isWaiting = isHeldUp(pipeline);
  return {
    pipeline,
    canRerun: forgeKind === 'github',
    cancelsWaiting: forgeKind === 'github',
    playableJobs: isWaiting ? [foreseenJob(pipeline)] : [],
    waitingDeployments: isWaiting
      ? [{ id: '', environment: '', mayDecide: pipeline.mayApprove ?? null }]
      : [],
  };
}

/** Its own where it waits itself, else one of those that it started. */
function foreseenJob({ status, waitingChildren = [] }: Pipeline): PlayableJob {
  const job = { id: '', name: '', stage: null };
  const [child] = status === 'waiting' ? [] : waitingChildren;
  return child === undefined ? job : { ...job, projectId: child.projectId };
}

function foreseenMergeRequest(
  mergeRequest: MergeRequest,
  forgeKind: ForgeKind,
  { user, role }: Pick<MergeRequestLook, 'role'> & Pick<Reader, 'user'>,
): Omit<MergeRequestLook, 'kind' | 'role'> {
  const verdict = mergeRequest.reviews.find(({ person }) => isSamePerson(person, user))?.state;
  const isOwn = isSamePerson(mergeRequest.author, user);
  // GitHub lets nobody approve their own; on GitLab the project decides that, and guests never approve.
  const mayNotApprove = forgeKind === 'github' ? isOwn : !isAtLeast(role, 'triage');
  return {
    mergeRequest,
    gate: 'unknown',
    isBehind: null,
    mergeMethods: [],
    deletesBranch: false,
    branchChoice: 'none',
    mergesByTrain: false,
    canAutoMerge: false,
    mayMerge: null,
    mayApprove: mayNotApprove ? false : null,
    withdrawnFrom: forgeKind === 'github' ? 'write' : 'read',
    editedFrom: forgeKind === 'github' ? 'triage' : 'write',
    objectsAsReviewer: forgeKind === 'gitlab',
    myVerdict: verdict === 'approved' || verdict === 'changes-requested' ? verdict : null,
    pipelineStatus: null,
    ownPipelines: forgeKind === 'github' ? 'unsupported' : 'from-fork',
    size: null,
  };
}
