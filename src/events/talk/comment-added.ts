import { relationOf } from '../rules/comment-relation.js';
import { defineEvent } from '../define-event.js';

/** A comment that neither mentions the reader nor answers them: news on what they opened, or at level `all`. */
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
  headline({ author, on }, { reason }, t) {
    const who = author.name;
    if (reason !== 'author') return [t('event.comment-added', { who })];
    return [t(on.kind === 'issue' ? 'event.comment-on-my-issue' : 'event.comment-on-mine', { who })];
  },
});
