import { answersFor } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** One that was opened after the baseline may already be closed at first sight. */
export const issueClosed = defineEvent({
  type: 'issue-closed',
  subject: 'issue',
  topic: 'issues',
  mark: '☑️',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after, isNew }) {
    const hasClosed = before === null ? isNew : before.state === 'open';
    if (after.state !== 'closed' || !hasClosed) return [];
    return [{ occasion: after.updatedAt, actor: after.closedBy, at: after.updatedAt }];
  },
  concern: ({ after }, _occurrence, viewer) => answersFor(after, viewer),
  isTeamNews: () => false,
  headline: (_issue, { actor }, t) => [
    actor === null ? t('event.issue-closed') : t('event.issue-closed-by', { who: actor.name }),
  ],
});
