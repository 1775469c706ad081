import { defineEvent } from '../define-event.js';
import { isMentioned } from '../../domain/viewer.js';

/** In place of the change. */
export const documentMention = defineEvent({
  type: 'document-mention',
  subject: 'document-change',
  topic: 'documents',
  mark: '🔔',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after }, viewer) {
    if (before !== null || !isMentioned(after.mentions, viewer)) return [];
    return [{ occasion: viewer.id, actor: after.author, at: after.createdAt }];
  },
  concern: () => 'mentioned',
  isTeamNews: () => false,
  headline: ({ branch }, _occurrence, t) => [
    t('event.document-mention', { branch: branch ?? t('card.default-branch') }),
  ],
});
