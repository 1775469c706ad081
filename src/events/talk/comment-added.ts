import type { Reason } from '../../domain/event.js';
import type { CommentTarget } from '../../domain/subjects/comment.js';
import { relationOf } from '../rules/comment-relation.js';
import { defineEvent } from '../define-event.js';

/** Told by events of their own. */
const STRONGER: ReadonlySet<Reason | null> = new Set<Reason>(['mentioned', 'participant']);

/**
 * A comment that neither mentions the reader nor answers them: news on what they opened, review or are assigned to, or at
 * level `all`.
 */
export const commentAdded = defineEvent({
  type: 'comment-added',
  subject: 'comment',
  topic: 'talk',
  mark: '💬',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect: ({ before, after }, viewer) =>
    before === null && !STRONGER.has(relationOf(after, viewer))
      ? [{ occasion: 'written', actor: after.author, at: after.createdAt }]
      : [],
  concern: ({ after }, _occurrence, viewer) => relationOf(after, viewer),
  isTeamNews: () => false,
  headline: ({ author, on }, { reason }, t) => [t(headlineOf(on, reason), { who: author.name })],
});

function headlineOf({ kind }: CommentTarget, reason: Reason | null): string {
  const isIssue = kind === 'issue';
  switch (reason) {
    case 'author':
      return isIssue ? 'event.comment-on-my-issue' : 'event.comment-on-mine';
    case 'reviewer':
      return 'event.comment-on-reviewed';
    case 'assignee':
      return isIssue ? 'event.comment-on-assigned-issue' : 'event.comment-on-assigned';
    default:
      return 'event.comment-added';
  }
}
