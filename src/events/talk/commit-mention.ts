import { defineEvent } from '../define-event.js';

/** Only what is addressed to the reader is shown, so that to be there is to be mentioned. */
export const commitMention = defineEvent({
  type: 'commit-mention',
  subject: 'commit-note',
  topic: 'talk',
  mark: '🔔',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect: ({ before, after }, viewer) =>
    before === null ? [{ occasion: viewer.id, actor: after.author, at: after.createdAt }] : [],
  concern: () => 'mentioned',
  isTeamNews: () => false,
  headline: ({ author, isComment }, _occurrence, t) => [
    t(isComment ? 'event.commit-comment-mention' : 'event.commit-mention', { who: author.name }),
  ],
});
