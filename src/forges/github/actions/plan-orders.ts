import { type MergeOrder, NO_RECEIPT, type Receipt } from '../../../domain/actions/order.js';
import type { MergeMethod } from '../../../domain/actions/look.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { readOpenPull, readPull } from './pull-parts.js';
import type { WholePull } from './schema.js';
import type { Site } from './site.js';

interface OfPull {
  readonly number: string;
}

const METHODS = {
  merge: 'MERGE',
  squash: 'SQUASH',
  rebase: 'REBASE',
} as const satisfies Record<MergeMethod, string>;

const ENABLE = `mutation enable($id: ID!, $sha: GitObjectID!, $how: PullRequestMergeMethod!) {
  enablePullRequestAutoMerge(
    input: { pullRequestId: $id, expectedHeadOid: $sha, mergeMethod: $how }
  ) { clientMutationId }
}`;

const DISABLE = `mutation disable($id: ID!) {
  disablePullRequestAutoMerge(input: { pullRequestId: $id }) { clientMutationId }
}`;

const READY = `mutation ready($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { clientMutationId }
}`;

const DRAFT = `mutation draft($id: ID!) {
  convertPullRequestToDraft(input: { pullRequestId: $id }) { clientMutationId }
}`;

/** REST has none of these. https://docs.github.com/en/graphql/reference/mutations#enablepullrequestautomerge */
export async function mergeWhenReady(site: Site, { number, headSha, method }: MergeOrder): Promise<Receipt> {
  const pull = await readOpenPull(site, number, headSha);
  if (pull.auto_merge) throw new ActionRefused('already-done');
  const params = { id: pull.node_id, sha: headSha, how: METHODS[method] };
  await site.mutate(ENABLE, params);
  return NO_RECEIPT;
}

export async function stopAutoMerge(site: Site, { number }: OfPull): Promise<Receipt> {
  const pull = await readPull(site, number);
  if (!pull.auto_merge) throw new ActionRefused('nothing-to-do');
  return mutate(site, pull, DISABLE);
}

export async function markReady(site: Site, order: OfPull): Promise<Receipt> {
  return setDraft(site, order, false);
}

export async function markDraft(site: Site, order: OfPull): Promise<Receipt> {
  return setDraft(site, order, true);
}

async function setDraft(site: Site, { number }: OfPull, isDraft: boolean): Promise<Receipt> {
  const pull = await readPull(site, number);
  if (pull.state !== 'open') throw new ActionRefused('state');
  if ((pull.draft ?? false) === isDraft) throw new ActionRefused('already-done');
  return mutate(site, pull, isDraft ? DRAFT : READY);
}

async function mutate(site: Site, pull: WholePull, mutation: string): Promise<Receipt> {
  await site.mutate(mutation, { id: pull.node_id });
  return NO_RECEIPT;
}
