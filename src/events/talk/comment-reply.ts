import { relationOf } from '../rules/comment-relation.js';
import { defineEvent } from '../define-event.js';

export const commentReply = defineEvent({
  type: 'comment-reply',
  subject: 'comment',
  topic: 'talk',
  mark: '↩️',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect: ({ before, after }, viewer) =>
    before === null && relationOf(after, viewer) === 'participant'
      ? [{ occasion: 'written', actor: after.author, at: after.createdAt }]
      : [],
  concern: () => 'participant',
  isTeamNews: () => false,
  headline: ({ author }, _occurrence, t) => [t('event.comment-reply', { who: author.name })],
});
