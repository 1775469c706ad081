import type { Comment } from '../../../domain/subjects/comment.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { isSince } from '../list-walk.js';
import type { GithubReview } from '../schema.js';
import { toComment, toCommentTarget } from '../transform/comment.js';
import { hasWords } from '../transform/reviews.js';

/**
 * Reviews that are words without a verdict, as comments: the words of verdicts are told with those. GitHub makes one
 * without words for comments on lines, too. What was said before `since` is history.
 */
export function summariesSince(
  since: string | null,
  reviews: readonly GithubReview[],
  pull: MergeRequest,
): readonly Comment[] {
  const place = { projectId: pull.projectId, on: toCommentTarget(pull), thread: null };
  return reviews.flatMap((review) => {
    const { id, user, body, html_url, submitted_at: at, state } = review;
    if (state !== 'COMMENTED' || !hasWords(review)) return [];
    if (!id || !html_url || !at || !isSince(at, since)) return [];
    const comment = { id, user, body, html_url, created_at: at, updated_at: at };
    return [toComment(comment, 'summary', place)];
  });
}
