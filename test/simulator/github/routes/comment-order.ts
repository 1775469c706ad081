import { type Call, textOf } from '../http/call.js';
import type { Comment } from '../state/comment.js';

/** `since` counts the last change. Without `sort` they come as they were written, whatever `direction` says. */
export function orderComments<Kind extends Comment>(
  comments: Iterable<Kind>,
  query: Call['query'],
): readonly Kind[] {
  const since = Date.parse(textOf(query, 'since') ?? '') || Number.NEGATIVE_INFINITY;
  const sort = textOf(query, 'sort');
  const keyOf = (comment: Kind) => (sort === 'updated' ? comment.updatedAt : comment.createdAt).getTime();
  const rising = [...comments]
    .filter(({ updatedAt }) => Math.floor(updatedAt.getTime() / 1_000) * 1_000 >= since)
    .sort((one, other) => keyOf(one) - keyOf(other) || one.id - other.id);
  const isFalling = sort !== undefined && (textOf(query, 'direction') ?? 'desc') === 'desc';
  return isFalling ? rising.reverse() : rising;
}
