import type { Actor, Look, MergeGate, MergeMethod, MergeRequestLook } from '../domain/actions/look.js';
import type { DeleteBranchOrder, MergeOrder } from '../domain/actions/order.js';
import { refusalOfGate, type RefusalCode } from '../domain/actions/refusal.js';
import { defineAction, type ActionInput, type Variant } from './define-action.js';
import { lacks, unlessOpen } from './rules.js';

/** Time alone does not open these. */
const FOR_GOOD: ReadonlySet<MergeGate> = new Set(['draft', 'conflict']);

function mayMerge(look: MergeRequestLook, actor: Actor, input: ActionInput): RefusalCode | null {
  const least = look.mayMerge === true ? 'read' : 'write';
  return unlessOpen(look) ?? unlessAimed(look, input) ?? lacks(look, actor, least) ?? notAllowed(look);
}

/** No forge holds a merge to the branch that it was shown to go into. */
function unlessAimed({ mergeRequest }: MergeRequestLook, { targetBranch }: ActionInput): RefusalCode | null {
  return targetBranch === undefined || targetBranch === mergeRequest.targetBranch ? null : 'retargeted';
}

function notAllowed(look: MergeRequestLook): RefusalCode | null {
  return look.mayMerge === false ? 'protected-branch' : null;
}

function methods({ mergeMethods }: MergeRequestLook): readonly Variant[] {
  return mergeMethods.map((method) => ({ input: { method }, name: null }));
}

/** Whether the source branch goes with it, and whether the person may decide that; `null`: it merges nothing. */
export function branchAfter(
  action: string,
  look: Look,
  { deletesBranch }: ActionInput,
): { readonly goes: boolean; readonly isChosen: boolean } | null {
  const isMerge = action === merge.name || action === autoMerge.name;
  if (!isMerge || look.kind !== 'merge-request') return null;
  const isChosen =
    look.branchChoice === 'merge-and-auto-merge' || (look.branchChoice === 'merge' && action === merge.name);
  return { goes: deletesBranch ?? look.deletesBranch, isChosen };
}

function orderOf(
  look: MergeRequestLook,
  { method, deletesBranch }: ActionInput,
  whenReady: boolean,
): MergeOrder {
  const { number, headSha } = look.mergeRequest;
  const chosen: MergeMethod = method ?? look.mergeMethods[0] ?? 'merge';
  return {
    action: 'merge',
    number,
    headSha,
    method: chosen,
    deletesBranch: deletesBranch ?? look.deletesBranch,
    whenReady,
  };
}

/** Where the forge's merge leaves the branch, which it was to take along. */
function deletionOf(look: MergeRequestLook, { deletesBranch }: ActionInput): DeleteBranchOrder | null {
  if (look.branchChoice !== 'merge' || deletesBranch !== true) return null;
  const { number, headSha, sourceBranch } = look.mergeRequest;
  return { action: 'delete-branch', number, headSha, branch: sourceBranch };
}

export const merge = defineAction<'merge-request'>({
  name: 'merge',
  targets: ['merge-request'],
  isGrave: true,
  isPinned: true,
  refuse(look, actor, input) {
    if (look.mergeRequest.state === 'merged') return 'already-done';
    const refusal = mayMerge(look, actor, input) ?? refusalOfGate(look.gate);
    return refusal ?? (look.mergesByTrain ? 'merge-train' : null);
  },
  variants: methods,
  order: (look, input) => orderOf(look, input, false),
  afterwards: deletionOf,
  isDone: ({ mergeRequest }) => mergeRequest.state === 'merged',
});

/** Merges by itself once the gates are open, or when its train comes to it. */
export const autoMerge = defineAction<'merge-request'>({
  name: 'auto-merge',
  targets: ['merge-request'],
  isGrave: true,
  isPinned: true,
  refuse(look, actor, input) {
    if (look.mergeRequest.state === 'merged' || look.mergeRequest.autoMerge) return 'already-done';
    if (!look.canAutoMerge) return 'unsupported';
    const refusal = mayMerge(look, actor, input);
    return refusal ?? (FOR_GOOD.has(look.gate) ? refusalOfGate(look.gate) : null);
  },
  variants: methods,
  order(look, input) {
    if (!look.mergesByTrain) return orderOf(look, input, true);
    return { ...orderOf(look, input, look.gate !== 'open'), byTrain: true };
  },
  isDone: ({ mergeRequest }) => mergeRequest.state === 'merged' || Boolean(mergeRequest.autoMerge),
});
