import { type MergeOrder, NO_RECEIPT, type Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError, isSilence } from '../../../domain/errors.js';
import type { Person } from '../../../domain/forge.js';
import { mergeWhenReady } from './plan-orders.js';
import { isOursToDelete, pullSpot, readOpenPull, readPull } from './pull-parts.js';
import { refusalOf } from './refusal.js';
import type { Site } from './site.js';

interface Pinned {
  readonly number: string;
  readonly headSha: string;
}

/** https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request */
export async function merge(site: Site, order: MergeOrder): Promise<Receipt> {
  if (order.whenReady) return mergeWhenReady(site, order);
  const { number, headSha, method } = order;
  const pull = await readOpenPull(site, number, headSha);
  const { path, params } = pullSpot(number);
  const how = { sha: headSha, merge_method: method };
  try {
    await site.send('PUT', `${path}/merge`, { ...params, ...how }, { path, params });
  } catch (error) {
    if (!(await isMergedAllTheSame(site, order, error))) throw error;
  }
  if (!order.deletesBranch || !isOursToDelete(site.place, pull)) return NO_RECEIPT;
  const { ref: name } = pull.head;
  const code = await deleteBranch(site, name);
  return code === null ? NO_RECEIPT : { ...NO_RECEIPT, keptBranch: { name, code } };
}

/** The answer may be lost where the merge is not. */
async function isMergedAllTheSame(
  site: Site,
  { number, headSha, deletesBranch }: MergeOrder,
  error: unknown,
): Promise<boolean> {
  if (!isSilence(error) || !deletesBranch) return false;
  const pull = await readPull(site, number).catch(() => null);
  return typeof pull?.merged_at === 'string' && pull.head.sha === headSha;
}

/**
 * It is merged by now, whatever becomes of the branch: why that stays, or `null`.
 * https://docs.github.com/en/rest/git/refs#delete-a-reference
 */
async function deleteBranch(site: Site, branch: string): Promise<KeptBranch['code'] | null> {
  try {
    await site.send('DELETE', '/git/refs/{ref}', { ref: `heads/${branch}` }, null);
    return null;
  } catch (error) {
    if (!(error instanceof ForgeError) && !(error instanceof ActionRefused)) throw error;
    // Somebody, or something, was faster.
    if (GONE.test(error.words ?? '')) return null;
    const refusal = error instanceof ForgeError ? refusalOf(error, site.place.lacksScope) : error;
    return refusal?.code ?? error.code;
  }
}

type KeptBranch = NonNullable<Receipt['keptBranch']>;

const GONE = /reference does not exist/i;

/** https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request-branch */
export async function updateBranch(site: Site, { number, headSha }: Pinned): Promise<Receipt> {
  const { path, params } = pullSpot(number);
  const body = { ...params, expected_head_sha: headSha };
  await site.send('PUT', `${path}/update-branch`, body, { path, params });
  return NO_RECEIPT;
}

/** https://docs.github.com/en/rest/pulls/review-requests#request-reviewers-for-a-pull-request */
export async function askReview(
  site: Site,
  { number, person }: { readonly number: string; readonly person: Person },
): Promise<Receipt> {
  const { path, params } = pullSpot(number);
  const body = { ...params, reviewers: [person.login] };
  await site.send('POST', `${path}/requested_reviewers`, body, { path, params });
  return NO_RECEIPT;
}
