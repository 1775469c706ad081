import { MergeRequestApprovals, MergeRequestNotes, MergeRequests } from '@gitbeaker/rest';
import { NO_RECEIPT, type Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { parseReply } from '../parse.js';
import { mergeRequestDetailSchema, type RawMergeRequestDetail } from '../schema/acting.js';
import { stateOf } from '../transform/merge-request.js';
import { toNumber, type Acting } from './acting.js';
import { mutate } from './graphql.js';
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
 * verdict carries no words: they follow as a comment, once it was taken.
 * https://docs.gitlab.com/api/graphql/reference/#mutationmergerequestrequestchanges
 */
export async function requestChanges(acting: Acting, order: OrderOf<'request-changes'>): Promise<Receipt> {
  const { client, project } = acting;
  const raw = await readPinned(acting, order);
  await mutate(acting, 'mergeRequestRequestChanges', raw.iid);
  if (order.text.trim() === '') return NO_RECEIPT;
  const { body } = await client.ask(MergeRequestNotes, (notes) =>
    notes.create(project.id, Number(raw.iid), order.text),
  );
  return noteReceipt(project, { on: 'merge-request', number: order.number }, body);
}

/**
 * The others stay, where the plan allows more than one; where it does not, the first of those that are sent is taken.
 * Who is no longer there afterwards cannot be asked. https://docs.gitlab.com/api/merge_requests/#update-mr
 */
export async function askReview(acting: Acting, { number, person }: OrderOf<'ask-review'>): Promise<Receipt> {
  const { client, project } = acting;
  const { reviewers } = await readMergeRequest(acting, number);
  if (reviewers.some(({ id }) => id === person.id)) throw new ActionRefused('already-done');
  const reviewerIds = [toNumber(person.id), ...reviewers.map(({ id }) => Number(id))];
  const { body } = await client.ask(MergeRequests, (requests) =>
    requests.edit(project.id, toNumber(number), { reviewerIds }),
  );
  const after = parseReply(mergeRequestDetailSchema, body);
  if (!after.reviewers.some(({ id }) => id === person.id)) throw new ActionRefused('invalid');
  return { id: null, url: after.web_url };
}
