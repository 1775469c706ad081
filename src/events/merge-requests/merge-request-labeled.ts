import { defineEvent } from '../define-event.js';

/** For those who watch everything. */
export const mergeRequestLabeled = defineEvent({
  type: 'merge-request-labeled',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🏷',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect({ before, after }) {
    const added = before === null ? [] : after.labels.filter((label) => !before.labels.includes(label));
    if (added.length === 0 || after.state !== 'open') return [];
    const occasion = `${added.toSorted().join()}@${after.updatedAt}`;
    return [{ occasion, actor: null, at: after.updatedAt, details: { labels: added.join(', ') } }];
  },
  concern: () => null,
  isTeamNews: () => false,
  headline: (_mergeRequest, { details }, t) => [
    t('event.merge-request-labeled', { labels: typeof details.labels === 'string' ? details.labels : '' }),
  ],
});
