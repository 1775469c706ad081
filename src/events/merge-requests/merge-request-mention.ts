import { isMentioned } from '../../domain/viewer.js';
import { defineEvent } from '../define-event.js';

/** The reader's name came into the description, at opening or by an edit. */
export const mergeRequestMention = defineEvent({
  type: 'merge-request-mention',
  subject: 'merge-request',
  topic: 'talk',
  mark: '🔔',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after, isNew }, viewer) {
    // An old one that is over and comes into sight again was written long ago.
    if (before === null && !isNew && after.state !== 'open') return [];
    if (!isMentioned(after.mentions, viewer) || isMentioned(before?.mentions ?? [], viewer)) return [];
    return [{ occasion: `${viewer.id}@${after.updatedAt}`, actor: after.author, at: after.updatedAt }];
  },
  concern: () => 'mentioned',
  isTeamNews: () => false,
  headline: ({ author }, _occurrence, t) => [t('event.merge-request-mention', { who: author.name })],
});
