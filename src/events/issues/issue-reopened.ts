import { answersFor } from '../rules/concern.js';
import { reopened } from '../rules/reopened.js';
import { defineEvent } from '../define-event.js';

export const issueReopened = defineEvent({
  type: 'issue-reopened',
  subject: 'issue',
  topic: 'issues',
  mark: '♻️',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: reopened,
  concern: ({ after }, _occurrence, viewer) => answersFor(after, viewer),
  isTeamNews: () => false,
  headline: (_issue, _occurrence, t) => [t('event.issue-reopened')],
});
