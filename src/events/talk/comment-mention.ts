import { isNamedAnew } from '../../domain/subjects/comment.js';
import { isMentioned } from '../../domain/viewer.js';
import { defineEvent } from '../define-event.js';

/** An edit that adds the mention counts; one that keeps it does not. */
export const commentMention = defineEvent({
  type: 'comment-mention',
  subject: 'comment',
  topic: 'talk',
  mark: '🔔',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after, isNew }, viewer) {
    if (!isMentioned(after.mentions, viewer)) return [];
    if (isMentioned(before?.mentions ?? [], viewer) && !isNamedAnew(before, after)) return [];
    const occasion = before === null ? viewer.id : `${viewer.id}@${after.updatedAt}`;
    return [{ occasion, actor: after.author, at: isNew ? after.createdAt : after.updatedAt }];
  },
  concern: () => 'mentioned',
  isTeamNews: () => false,
  headline: ({ author }, _occurrence, t) => [t('event.comment-mention', { who: author.name })],
});
