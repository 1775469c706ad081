import { defineEvent } from '../define-event.js';

/** For those who watch everything; a reviewer, an assignee or somebody mentioned is told so by its own event. */
export const mergeRequestOpened = defineEvent({
  type: 'merge-request-opened',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🆕',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: ({ before, after, isNew }) =>
    before === null && isNew ? [{ occasion: 'opened', actor: after.author, at: after.createdAt }] : [],
  concern: () => null,
  isTeamNews: () => false,
  headline: ({ author, isDraft }, _occurrence, t) => [
    t(isDraft ? 'event.merge-request-draft-opened' : 'event.merge-request-opened', { who: author.name }),
  ],
});
