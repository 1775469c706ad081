import { defineEvent } from '../define-event.js';

/** Drafts, and what is to come out another day, wait in silence; an edit of a published one is no news. */
export const releasePublished = defineEvent({
  type: 'release-published',
  subject: 'release',
  topic: 'releases',
  mark: '🚀',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after, isNew }) {
    const hasComeOut = before === null ? isNew : before.state !== 'published';
    if (after.state !== 'published' || !hasComeOut) return [];
    return [{ occasion: 'published', actor: after.author, at: after.updatedAt }];
  },
  concern: () => null,
  isTeamNews: () => true,
  headline: ({ tag, isPrerelease }, _occurrence, t) => [
    t(isPrerelease ? 'event.prerelease-published' : 'event.release-published', { tag }),
  ],
});
