import { MergeRequestApprovals } from '@gitbeaker/rest';
import type { Order } from '../../../domain/actions/order.js';
import { ActionRefused, refusalOfGate, type RefusalCode } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import { hasCode } from '../errors.js';
import { parseReply } from '../parse.js';
import { approvalsSchema } from '../schema.js';
import { stateOf } from '../transform/merge-request.js';
import type { Acting } from './acting.js';
import { readMergeRequest } from './look-at-merge-request.js';
import { gateOf } from './merge-gate.js';
import { plainWords, verdictOn } from './refusal.js';
import { readMyId } from './role.js';
import { readTarget } from './still-there.js';
import { whyNot } from './why-not.js';

/** Throws what became of the order: refused with its reason, or not understood, gone, unreachable. */
export async function explain(acting: Acting, order: Order, error: unknown): Promise<never> {
  if (!(error instanceof ForgeError)) throw error;
  const verdict = verdictOn(error, order);
  if (verdict === null) throw error;
  const code = await settled(acting, order, verdict).catch(unlessTelling(order));
  throw new ActionRefused(code, plainWords(error.words));
}

async function settled(
  acting: Acting,
  order: Order,
  verdict: RefusalCode | 'in-doubt',
): Promise<RefusalCode> {
  const code = verdict === 'in-doubt' ? await settle(acting, order) : verdict;
  return code === 'role' ? whyNot(acting, order) : code;
}

/** That the read failed for a reason of its own does not make the refusal less certain. */
function unlessTelling({ action }: Order): (error: unknown) => RefusalCode {
  return (error) => {
    if (hasCode(error, ['not-found', 'token-refused', 'forbidden'])) throw error;
    return action === 'merge' ? 'not-mergeable' : 'role';
  };
}

/**
 * What is missing and what is not allowed look alike, as do a refused person and a refused token: where the same token
 * still reads what the order is about, it is the person. A read that fails so is the better answer, and thrown.
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
      // Who may not decide is told so; what is not there is the whole request, on smaller plans.
      return order.action === 'decide-deployment' ? 'unsupported' : 'role';
  }
}

async function settleMerge(acting: Acting, number: string): Promise<RefusalCode> {
  const raw = await readMergeRequest(acting, number);
  const state = stateOf(raw);
  if (state === 'merged') return 'already-done';
  if (state === 'closed') return 'state';
  return raw.user?.can_merge === false ? 'role' : (refusalOfGate(gateOf(raw)) ?? 'not-mergeable');
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
  const { user_has_approved, user_can_approve } = parseReply(approvalsSchema, body);
  if ((user_has_approved === true) === (action === 'approve')) return 'already-done';
  if (action === 'unapprove') return 'role';
  // May, and was refused all the same: the project demands the password with each approval.
  if (user_can_approve === true) return 'unsupported';
  return raw.author?.id === (await readMyId(acting)) ? 'own-work' : 'role';
}
