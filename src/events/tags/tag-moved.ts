import { moveOccasion } from '../../domain/subjects/moves.js';
import { defineEvent } from '../define-event.js';

/** The same name is on another commit: it was pushed anew, or deleted and made again. */
export const tagMoved = defineEvent({
  type: 'tag-moved',
  subject: 'tag',
  topic: 'tags',
  mark: '🏷',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect({ before, after }) {
    const from = before?.sha ?? after.movedFrom;
    if (from === null || from === after.sha) return [];
    const occasion = moveOccasion(`${from}-${after.sha}`, after);
    return [{ occasion, actor: after.author, at: after.updatedAt }];
  },
  concern: () => null,
  isTeamNews: () => false,
  headline: ({ name, sha, author }, _occurrence, t) => [
    author === null
      ? t('event.tag-moved', { tag: name, sha: sha.slice(0, 8) })
      : t('event.tag-moved-by', { tag: name, sha: sha.slice(0, 8), who: author.name }),
  ],
});
