import { MergeRequestApprovals, MergeRequestNotes, MergeRequests } from '@gitbeaker/rest';
import { NO_RECEIPT, type Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import type { Person } from '../../../domain/forge.js';
import { readReviewers } from '../feeds/merge-request-details.js';
import { parseReply } from '../parse.js';
import { mergeRequestDetailSchema, type RawMergeRequestDetail } from '../schema/acting.js';
import { stateOf } from '../transform/merge-request.js';
import { toNumber, type Acting } from './acting.js';
import { disarmQuickActions } from './disarm-quick-actions.js';
import { mutate, type MutationTarget } from './graphql.js';
import { readMergeRequest } from './look-at-merge-request.js';
import type { OrderOf } from './order-of.js';
import { noteReceipt } from './note-receipt.js';

export async function approve({ client, project }: Acting, order: OrderOf<'approve'>): Promise<Receipt> {
  await client.ask(MergeRequestApprovals, (approvals) =>
    approvals.approve(project.id, toNumber(order.number), { sha: order.headSha }),
  );
  return NO_RECEIPT;
}

export async function unapprove({ client, project }: Acting, order: OrderOf<'unapprove'>): Promise<Receipt> {
  await client.ask(MergeRequestApprovals, (approvals) =>
    approvals.unapprove(project.id, toNumber(order.number)),
  );
  return NO_RECEIPT;
}

/** For requests that GitLab does not hold to a commit: compared just before. */
export async function readPinned(
  acting: Acting,
  { number, headSha }: { readonly number: string; readonly headSha: string },
): Promise<RawMergeRequestDetail> {
  const raw = await readMergeRequest(acting, number);
  if (stateOf(raw) !== 'open') throw new ActionRefused('state');
  if (raw.sha !== headSha) throw new ActionRefused('head-moved');
  return raw;
}

/**
 * Only GraphQL has it, since 16.9, and for reviewers only; Premium also keeps the merge request from being merged. The
 * verdict carries no words: they follow as a comment, once it was taken. It stands whatever becomes of them.
 * https://docs.gitlab.com/api/graphql/reference/#mutationmergerequestrequestchanges
 */
export async function requestChanges(acting: Acting, order: OrderOf<'request-changes'>): Promise<Receipt> {
  const { client, project } = acting;
  const raw = await readPinned(acting, order);
  await mutate(acting, 'mergeRequestRequestChanges', placeOf(acting, raw));
  if (order.text.trim() === '') return NO_RECEIPT;
  try {
    const { body } = await client.ask(MergeRequestNotes, (notes) =>
      notes.create(project.id, Number(raw.iid), disarmQuickActions(order.text)),
    );
    return noteReceipt(project, { on: 'merge-request', number: order.number }, body);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { ...NO_RECEIPT, isWordless: true };
  }
}

const PENDING: ReadonlySet<string> = new Set(['unreviewed', 'review_started']);

/** Whoever has reviewed it already is asked once more by GraphQL only. */
async function askAgain(acting: Acting, raw: RawMergeRequestDetail, { id }: Person): Promise<Receipt> {
  const states = await readReviewers(acting, raw);
  const state = states?.find(({ user }) => user.id === id)?.state ?? null;
  if (PENDING.has(state?.toLowerCase() ?? '')) throw new ActionRefused('already-done');
  await mutate(acting, 'mergeRequestReviewerRereview', { ...placeOf(acting, raw), user: id });
  return { id: null, url: raw.web_url };
}

/** A reference ends with the number: `group/app!7`. */
function placeOf({ project }: Acting, { references, iid }: RawMergeRequestDetail): MutationTarget {
  return { path: /^(.+)!\d+$/.exec(references?.full ?? '')?.[1] ?? project.path, iid };
}

/**
 * The others stay, where the plan allows more than one; where it does not, the first of those that are sent is taken.
 * Who is no longer there afterwards cannot be asked. https://docs.gitlab.com/api/merge_requests/#update-mr
 */
export async function askReview(acting: Acting, { number, person }: OrderOf<'ask-review'>): Promise<Receipt> {
  const { client, project } = acting;
  const raw = await readMergeRequest(acting, number);
  const { reviewers } = raw;
  if (reviewers.some(({ id }) => id === person.id)) return askAgain(acting, raw, person);
  const reviewerIds = [toNumber(person.id), ...reviewers.map(({ id }) => Number(id))];
  const { body } = await client.ask(MergeRequests, (requests) =>
    requests.edit(project.id, toNumber(number), { reviewerIds }),
  );
  const after = parseReply(mergeRequestDetailSchema, body);
  if (!after.reviewers.some(({ id }) => id === person.id)) throw new ActionRefused('invalid');
  return { id: null, url: after.web_url };
}
