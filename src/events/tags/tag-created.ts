import { defineEvent } from '../define-event.js';

/** Silent: a tag mostly comes with its release, which is told with a sound. */
export const tagCreated = defineEvent({
  type: 'tag-created',
  subject: 'tag',
  topic: 'tags',
  mark: '🏷',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: ({ before, after }) =>
    before === null && after.movedFrom === null
      ? [{ occasion: after.sha, actor: after.author, at: after.createdAt }]
      : [],
  concern: () => null,
  isTeamNews: () => false,
  headline: ({ name, author }, _occurrence, t) => [
    author === null
      ? t('event.tag-created', { tag: name })
      : t('event.tag-created-by', { tag: name, who: author.name }),
  ],
});
