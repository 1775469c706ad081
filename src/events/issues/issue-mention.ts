import { isMentioned } from '../../domain/viewer.js';
import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** The reader's name came into the description, at opening or by an edit. */
export const issueMention = defineEvent({
  type: 'issue-mention',
  subject: 'issue',
  topic: 'talk',
  mark: '🔔',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after, isNew }, viewer) {
    if (!isMentioned(after.mentions, viewer) || isMentioned(before?.mentions ?? [], viewer)) return [];
    // What brought an old one into sight is that it was assigned, or it is over: its words were written long ago.
    const isOldText = before === null && !isNew;
    if (isOldText && (after.state !== 'open' || includes(after.assignees, viewer))) return [];
    return [{ occasion: `${viewer.id}@${after.updatedAt}`, actor: after.author, at: after.updatedAt }];
  },
  concern: () => 'mentioned',
  isTeamNews: () => false,
  headline: ({ author }, _occurrence, t) => [t('event.issue-mention', { who: author.name })],
});
