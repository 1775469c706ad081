import { MergeRequestApprovals, Projects } from '@gitbeaker/rest';
import type { MergeGate } from '../../../domain/actions/look.js';
import type { Order } from '../../../domain/actions/order.js';
import { ActionRefused, type RefusalCode } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import { parseReply } from '../parse.js';
import { approvalsSchema } from '../schema.js';
import { stateOf } from '../transform/merge-request.js';
import type { Acting } from './acting.js';
import { readIssue } from './look-at-issue.js';
import { readMergeRequest } from './look-at-merge-request.js';
import { readPipeline } from './look-at-pipeline.js';
import { gateOf } from './merge-gate.js';
import { plainWords, verdictOn } from './refusal.js';
import { readMyId } from './role.js';

/** Throws what became of the order: refused with its reason, or not understood, gone, unreachable. */
export async function explain(acting: Acting, order: Order, error: unknown): Promise<never> {
  if (!(error instanceof ForgeError)) throw error;
  const verdict = verdictOn(error, order);
  if (verdict === null) throw error;
  const code = verdict === 'in-doubt' ? await settle(acting, order) : verdict;
  throw new ActionRefused(code, plainWords(error.words));
}

/**
 * What is missing and what is not allowed look alike, as do a refused person and a refused token: where the same token
 * still reads what the order is about, it is the person. A read that fails is the better answer, and thrown.
 */
async function settle(acting: Acting, order: Order): Promise<RefusalCode> {
  switch (order.action) {
    case 'merge':
      return settleMerge(acting, order.number);
    case 'approve':
    case 'unapprove':
      return settleApproval(acting, order);
    default:
      await readTarget(acting, order);
      return 'role';
  }
}

async function readTarget(acting: Acting, order: Order): Promise<unknown> {
  if ('on' in order && order.on === 'issue') return readIssue(acting, order.number);
  if ('number' in order) return readMergeRequest(acting, order.number);
  if ('pipelineId' in order) return readPipeline(acting, order.pipelineId);
  return acting.client.ask(Projects, (projects) => projects.show(acting.project.id));
}

const REASONS: Readonly<Record<MergeGate, RefusalCode>> = {
  open: 'not-mergeable',
  blocked: 'not-mergeable',
  unknown: 'not-mergeable',
  draft: 'draft',
  conflict: 'conflict',
  behind: 'behind',
  'checks-pending': 'checks-pending',
  'checks-failed': 'checks-failed',
  'needs-approval': 'needs-approval',
  'threads-open': 'threads-open',
};

async function settleMerge(acting: Acting, number: string): Promise<RefusalCode> {
  const raw = await readMergeRequest(acting, number);
  const state = stateOf(raw);
  if (state === 'merged') return 'already-done';
  if (state === 'closed') return 'state';
  return raw.user?.can_merge === false ? 'role' : REASONS[gateOf(raw)];
}

async function settleApproval(
  acting: Acting,
  { action, number }: { readonly action: 'approve' | 'unapprove'; readonly number: string },
): Promise<RefusalCode> {
  const { client, project } = acting;
  const raw = await readMergeRequest(acting, number);
  if (stateOf(raw) !== 'open') return 'state';
  const { body } = await client.ask(MergeRequestApprovals, (approvals) =>
    approvals.showConfiguration(project.id, { mergerequestIId: Number(raw.iid) }),
  );
  const hasApproved = parseReply(approvalsSchema, body).user_has_approved === true;
  if (hasApproved === (action === 'approve')) return 'already-done';
  if (action === 'unapprove') return 'role';
  return raw.author?.id === (await readMyId(acting)) ? 'own-work' : 'role';
}
