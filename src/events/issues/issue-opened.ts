import { isMentioned } from '../../domain/viewer.js';
import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** For those who watch everything; who was assigned or mentioned as it was opened is told that instead. */
export const issueOpened = defineEvent({
  type: 'issue-opened',
  subject: 'issue',
  topic: 'issues',
  mark: '🆕',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after, isNew }, viewer) {
    if (before !== null || !isNew) return [];
    if (includes(after.assignees, viewer) || isMentioned(after.mentions, viewer)) return [];
    return [{ occasion: 'opened', actor: after.author, at: after.createdAt }];
  },
  concern: () => null,
  isTeamNews: () => false,
  headline: ({ author }, _occurrence, t) => [t('event.issue-opened', { who: author.name })],
});
