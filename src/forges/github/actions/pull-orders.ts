import {
  type DeleteBranchOrder,
  type MergeOrder,
  NO_RECEIPT,
  type Receipt,
} from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import type { Person } from '../../../domain/forge.js';
import { parseOne } from '../lenient-parse.js';
import { mergeWhenReady } from './plan-orders.js';
import { pullSpot, readOpenPull } from './pull-parts.js';
import { tipSchema } from './schema.js';
import type { Site } from './site.js';

interface Pinned {
  readonly number: string;
  readonly headSha: string;
}

/** The branch stays. https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request */
export async function merge(site: Site, order: MergeOrder): Promise<Receipt> {
  if (order.whenReady) return mergeWhenReady(site, order);
  const { number, headSha, method } = order;
  await readOpenPull(site, number, headSha);
  const { path, params } = pullSpot(number);
  const how = { sha: headSha, merge_method: method };
  await site.send('PUT', `${path}/merge`, { ...params, ...how }, { path, params });
  return NO_RECEIPT;
}

/**
 * What is gone already is as good as deleted. GitHub holds a deletion to no commit, so it is compared first.
 * https://docs.github.com/en/rest/git/refs#delete-a-reference
 */
export async function deleteBranch(site: Site, { branch, headSha }: DeleteBranchOrder): Promise<Receipt> {
  const ref = `heads/${branch}`;
  const tip = await readTip(site, ref);
  if (tip === null) return NO_RECEIPT;
  if (tip !== headSha) throw new ActionRefused('head-moved');
  try {
    await site.send('DELETE', '/git/refs/{ref}', { ref }, null);
  } catch (error) {
    const isGone = error instanceof ForgeError && GONE.test(error.words ?? '');
    if (!isGone) throw error;
  }
  return NO_RECEIPT;
}

const GONE = /reference does not exist/i;

/** `null`: there is no such branch. https://docs.github.com/en/rest/git/refs#get-a-reference */
async function readTip(site: Site, ref: string): Promise<string | null> {
  try {
    const { data } = await site.read('/git/ref/{ref}', { ref });
    return parseOne(tipSchema, data).object.sha;
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'not-found') return null;
    throw error;
  }
}

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
