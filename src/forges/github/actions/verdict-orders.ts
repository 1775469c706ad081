import { NO_RECEIPT, type Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { isSamePerson } from '../../../domain/forge.js';
import { toPersonOrNull } from '../transform/person.js';
import { readOpenPull, readReviews, pullSpot } from './pull-parts.js';
import { toReceipt } from './receipt.js';
import type { Site } from './site.js';

interface Pinned {
  readonly number: string;
  readonly headSha: string;
}

/** A dismissal has to say something. */
const WITHDRAWN = 'Withdrawn by the reviewer.';

/** https://docs.github.com/en/rest/pulls/reviews#create-a-review-for-a-pull-request */
export async function approve(site: Site, order: Pinned): Promise<Receipt> {
  await review(site, order, { event: 'APPROVE' });
  return NO_RECEIPT;
}

export async function requestChanges(
  site: Site,
  order: Pinned & { readonly text: string },
): Promise<Receipt> {
  if (order.text.trim() === '') throw new ActionRefused('invalid');
  const data = await review(site, order, { event: 'REQUEST_CHANGES', body: order.text });
  return toReceipt('summary', data);
}

/** GitHub takes any commit of the pull request, so the head is compared first. */
async function review(site: Site, { number, headSha }: Pinned, verdict: object): Promise<unknown> {
  await readOpenPull(site, number, headSha);
  const { path, params } = pullSpot(number);
  const body = { ...params, commit_id: headSha, ...verdict };
  return (await site.send('POST', `${path}/reviews`, body, { path, params })).data;
}

/** GitHub knows no other way back than to dismiss the review, which takes the right to write. */
export async function withdrawApproval(
  site: Site,
  { number }: { readonly number: string },
): Promise<Receipt> {
  const me = await site.viewer();
  const own = (await readReviews(site, number)).filter(({ user }) => isSamePerson(toPersonOrNull(user), me));
  const approval = own.findLast(({ state }) => state === 'APPROVED');
  if (approval === undefined) throw new ActionRefused('nothing-to-do');
  const { path, params } = pullSpot(number);
  const dismissal = { ...params, review_id: approval.id, message: WITHDRAWN, event: 'DISMISS' };
  await site.send('PUT', `${path}/reviews/{review_id}/dismissals`, dismissal, { path, params });
  return NO_RECEIPT;
}
