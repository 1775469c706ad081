import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** News for those who look at it; lists do not say who pushed, so the author stands for them. */
export const mergeRequestNewCommits = defineEvent({
  type: 'merge-request-new-commits',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '⬆️',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: ({ before, after }) =>
    before !== null && after.state === 'open' && before.headSha !== after.headSha
      ? [{ occasion: after.headSha, actor: after.author, at: after.updatedAt }]
      : [],
  concern({ after }, _occurrence, viewer) {
    if (includes(after.reviewers, viewer)) return 'reviewer';
    if (after.reviews.some(({ person }) => person.id === viewer.id)) return 'reviewer';
    return includes(after.assignees, viewer) ? 'assignee' : null;
  },
  isTeamNews: () => false,
  headline: ({ headSha }, _occurrence, t) => [
    t('event.merge-request-new-commits', { sha: headSha.slice(0, 8) }),
  ],
});
