import { MergeRequestDiscussions, MergeRequests, MergeTrains } from '@gitbeaker/rest';
import { NO_RECEIPT, type MergeOrder, type Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { parseReply } from '../parse.js';
import { mergeRequestDetailSchema, outcomeSchema, type RawMergeRequestDetail } from '../schema/acting.js';
import { stateOf } from '../transform/merge-request.js';
import { toNumber, toThreadId, type Acting } from './acting.js';
import { readMergeRequest } from './look-at-merge-request.js';
import { plainWords } from './refusal.js';
import { readPinned } from './review-orders.js';
import type { OrderOf } from './order-of.js';

/**
 * Before 17.11 the automatic merge has its old name only, and both are taken since. `squash` is read only when it is
 * true: what a merge request was once told has to be taken back first, which merges nothing.
 * https://docs.gitlab.com/api/merge_requests/#merge-a-merge-request
 */
export async function merge(acting: Acting, order: MergeOrder): Promise<Receipt> {
  if (order.method === 'rebase') throw new ActionRefused('unsupported');
  const { client, project } = acting;
  const iid = toNumber(order.number);
  const squash = order.method === 'squash';
  if (!squash) await forgetSquash(acting, order);
  if (order.byTrain === true) return boardTrain(acting, order);
  const { body } = await client.ask(MergeRequests, (requests) =>
    requests.merge(project.id, iid, {
      sha: order.headSha,
      squash,
      shouldRemoveSourceBranch: order.deletesBranch,
      ...(order.whenReady ? { autoMerge: true, mergeWhenPipelineSucceeds: true } : {}),
    }),
  );
  return { id: null, url: parseReply(mergeRequestDetailSchema, body).web_url };
}

/**
 * A plain merge goes through past the train, and starts it anew. The wait for checks goes by both its names, as above.
 * https://docs.gitlab.com/api/merge_trains/#add-a-merge-request-to-a-merge-train
 */
async function boardTrain({ client, project }: Acting, order: MergeOrder): Promise<Receipt> {
  const { number, headSha: sha, method, whenReady } = order;
  const wait: Record<string, unknown> = whenReady ? { autoMerge: true, whenPipelineSucceeds: true } : {};
  await client.ask(MergeTrains, (trains) =>
    trains.addMergeRequest(project.id, toNumber(number), { sha, squash: method === 'squash', ...wait }),
  );
  return NO_RECEIPT;
}

/** It goes with the merge. */
export function deleteBranch(): Promise<Receipt> {
  return Promise.reject(new ActionRefused('unsupported'));
}

async function forgetSquash(acting: Acting, order: MergeOrder): Promise<void> {
  const raw = await readMergeRequest(acting, order.number);
  // Why it cannot be merged, the merge itself tells.
  if (raw.squash !== true || stateOf(raw) !== 'open') return;
  if (raw.sha !== order.headSha) throw new ActionRefused('head-moved');
  const { client, project } = acting;
  await client.ask(MergeRequests, (requests) =>
    requests.edit(project.id, Number(raw.iid), { squash: false }),
  );
}

/** A failure comes with status 201, and its own within. */
export async function stopAutoMerge(
  { client, project }: Acting,
  { number }: OrderOf<'stop-auto-merge'>,
): Promise<Receipt> {
  const { body } = await client.ask(MergeRequests, (requests) =>
    requests.cancelOnPipelineSuccess(project.id, toNumber(number)),
  );
  const { status, message } = parseReply(outcomeSchema, body);
  if (status === 'error') throw new ActionRefused('nothing-to-do', plainWords(message ?? undefined));
  return NO_RECEIPT;
}

/** `Draft:` since 13.2, `WIP:` before 14.8; also in brackets. */
const DRAFT = /^(?:\s*(?:\[(?:draft|wip)\]|\(draft\)|(?:draft|wip):)\s*)+/i;

/** https://docs.gitlab.com/user/project/merge_requests/drafts/: the title is all there is to it. */
export async function markReady(acting: Acting, { number }: OrderOf<'mark-ready'>): Promise<Receipt> {
  const { title, ...raw } = await readOpen(acting, number);
  if (!isDraft(raw)) throw new ActionRefused('already-done');
  return retitle(acting, number, title.replace(DRAFT, ''));
}

export async function markDraft(acting: Acting, { number }: OrderOf<'mark-draft'>): Promise<Receipt> {
  const { title, ...raw } = await readOpen(acting, number);
  if (isDraft(raw)) throw new ActionRefused('already-done');
  return retitle(acting, number, `Draft: ${title}`);
}

function isDraft({
  draft,
  work_in_progress,
}: Pick<RawMergeRequestDetail, 'draft' | 'work_in_progress'>): boolean {
  return draft === true || work_in_progress === true;
}

async function readOpen(acting: Acting, number: string) {
  const raw = await readMergeRequest(acting, number);
  if (stateOf(raw) !== 'open') throw new ActionRefused('state');
  return raw;
}

async function retitle({ client, project }: Acting, number: string, title: string): Promise<Receipt> {
  const { body } = await client.ask(MergeRequests, (requests) =>
    requests.edit(project.id, toNumber(number), { title }),
  );
  return { id: null, url: parseReply(mergeRequestDetailSchema, body).web_url };
}

/**
 * A rebase, which goes on after the answer; its failure shows as `merge_error` only, and what it made as a new head
 * commit. https://docs.gitlab.com/api/merge_requests/#rebase-a-merge-request
 */
export async function updateBranch(acting: Acting, order: OrderOf<'update-branch'>): Promise<Receipt> {
  const { iid, web_url } = await readPinned(acting, order);
  const { client, project } = acting;
  await client.ask(MergeRequests, (requests) => requests.rebase(project.id, Number(iid)));
  return { id: null, url: web_url };
}

/** https://docs.gitlab.com/api/discussions/#resolve-a-merge-request-thread */
export async function resolveThread(
  { client, project }: Acting,
  { number, threadId }: OrderOf<'resolve-thread'>,
): Promise<Receipt> {
  await client.ask(MergeRequestDiscussions, (discussions) =>
    discussions.resolve(project.id, toNumber(number), toThreadId(threadId), true),
  );
  return NO_RECEIPT;
}
