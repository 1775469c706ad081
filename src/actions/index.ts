import { approve } from './approve.js';
import { cancel } from './cancel.js';
import { close } from './close.js';
import { comment, resolveThread } from './comment.js';
import { approveDeployment, rejectDeployment } from './decide-deployment.js';
import type { AnyActionDefinition } from './define-action.js';
import { markDraft, markReady } from './draft.js';
import { label } from './label.js';
import { autoMerge, merge } from './merge.js';
import { newPipeline } from './new-pipeline.js';
import { askReview, assign } from './people.js';
import { play } from './play.js';
import { reopen } from './reopen.js';
import { requestChanges } from './request-changes.js';
import { rerun } from './rerun.js';
import { retry } from './retry.js';
import { stopAutoMerge } from './stop-auto-merge.js';
import { unapprove } from './unapprove.js';
import { updateBranch } from './update-branch.js';

/** Everything that people can do to what they are told of, in the order in which it is offered. */
export const ACTIONS: readonly AnyActionDefinition[] = [
  retry,
  rerun,
  play,
  approveDeployment,
  rejectDeployment,
  cancel,
  approve,
  requestChanges,
  unapprove,
  merge,
  autoMerge,
  stopAutoMerge,
  updateBranch,
  newPipeline,
  comment,
  resolveThread,
  askReview,
  assign,
  label,
  markReady,
  markDraft,
  close,
  reopen,
];

export function actionNamed(name: string): AnyActionDefinition | null {
  return ACTIONS.find((action) => action.name === name) ?? null;
}
