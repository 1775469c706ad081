import { partIn } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** For those whose filter asks for it, by a rule that one of the new labels meets or by its own name. */
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
    const details = { labels: added.join(', ') };
    return [{ occasion, actor: null, at: after.updatedAt, details, onRequest: { label: added } }];
  },
  concern: ({ after }, _occurrence, viewer) => partIn(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, { details }, t) => [
    t('event.merge-request-labeled', { labels: typeof details.labels === 'string' ? details.labels : '' }),
  ],
});
