import { relationOf } from '../rules/comment-relation.js';
import { defineEvent } from '../define-event.js';

/** A comment that neither mentions the reader nor answers them: news on their own merge request, or at level `all`. */
export const commentAdded = defineEvent({
  type: 'comment-added',
  subject: 'comment',
  topic: 'talk',
  mark: '💬',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect: ({ before, after }, viewer) =>
    before === null && ['on-mine', 'other'].includes(relationOf(after, viewer))
      ? [{ occasion: 'written', actor: after.author, at: after.createdAt }]
      : [],
  concern: ({ after }, _occurrence, viewer) => (relationOf(after, viewer) === 'on-mine' ? 'author' : null),
  isTeamNews: () => false,
  headline: ({ author }, { reason }, t) => [
    t(reason === 'author' ? 'event.comment-on-mine' : 'event.comment-added', { who: author.name }),
  ],
});
