import { z } from 'zod';
import type { Discussed, Receipt } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { commentId, type CommentSort } from '../transform/comment.js';
import { issueSpot } from './look-at-issue.js';
import { pullSpot } from './pull-parts.js';
import { toReceipt } from './receipt.js';
import type { Site, Spot } from './site.js';

/** https://docs.github.com/en/rest/pulls/comments#create-a-reply-for-a-review-comment */
export async function comment(
  site: Site,
  order: Discussed & { readonly text: string; readonly threadId: string | null },
): Promise<Receipt> {
  const { number, text: body, threadId } = order;
  if (threadId === null) {
    const { path, params } = issueSpot(number);
    const { data } = await site.send('POST', `${path}/comments`, { ...params, body }, { path, params });
    return toReceipt('issue', data);
  }
  if (!/^\d+$/.test(threadId)) return replyByNode(site, { body, threadId });
  const { path, params } = pullSpot(number);
  const reply = { ...params, comment_id: threadId, body };
  const { data } = await site.send(
    'POST',
    `${path}/comments/{comment_id}/replies`,
    reply,
    commentSpot('review', threadId),
  );
  return toReceipt('review', data);
}

const REPLY = `mutation reply($threadId: ID!, $body: String!) {
  addPullRequestReviewThreadReply(input: { pullRequestReviewThreadId: $threadId, body: $body }) {
    comment { url }
  }
}`;

const repliedSchema = z.object({
  addPullRequestReviewThreadReply: z.object({ comment: z.object({ url: z.string() }) }),
});

/** To a thread as GraphQL names it, which REST does not know. Numbers of comments outgrow GraphQL's: the address has them. */
async function replyByNode(
  site: Site,
  { body, threadId }: { readonly body: string; readonly threadId: string },
): Promise<Receipt> {
  const done = repliedSchema.safeParse(await site.mutate(REPLY, { threadId, body }));
  const url = done.data?.addPullRequestReviewThreadReply.comment.url ?? null;
  const [, id] = /#discussion_r(\d+)$/.exec(url ?? '') ?? [];
  return { id: id === undefined ? null : commentId('review', id), url };
}

/** https://docs.github.com/en/rest/issues/comments#update-an-issue-comment */
export async function editComment(
  site: Site,
  order: { readonly number: string; readonly commentId: string; readonly text: string },
): Promise<Receipt> {
  const [, sort, id] = /^(issue|review|summary)-(\d+)$/.exec(order.commentId) ?? [];
  if (id === undefined) throw new ActionRefused('invalid');
  if (sort === 'summary') return editSummary(site, { ...order, reviewId: id });
  const spot = commentSpot(sort === 'review' ? 'review' : 'issue', id);
  const { data } = await site.send('PATCH', spot.path, { ...spot.params, body: order.text }, spot);
  return toReceipt(sort === 'review' ? 'review' : 'issue', data);
}

/** https://docs.github.com/en/rest/pulls/reviews#update-a-review-for-a-pull-request */
async function editSummary(
  site: Site,
  { number, reviewId, text }: { readonly number: string; readonly reviewId: string; readonly text: string },
): Promise<Receipt> {
  const { path, params } = pullSpot(number);
  const spot: Spot = { path: `${path}/reviews/{review_id}`, params: { ...params, review_id: reviewId } };
  const { data } = await site.send('PUT', spot.path, { ...spot.params, body: text }, spot);
  return toReceipt('summary', data);
}

function commentSpot(sort: CommentSort, id: string): Spot {
  const place = sort === 'review' ? 'pulls' : 'issues';
  return { path: `/${place}/comments/{comment_id}`, params: { comment_id: id } };
}
