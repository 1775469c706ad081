import { moveOccasion } from '../../domain/subjects/moves.js';
import { defineEvent } from '../define-event.js';
import { imageText } from '../render/image-view.js';

/** The same tag stands for another digest. */
export const imageTagMoved = defineEvent({
  type: 'image-tag-moved',
  subject: 'image',
  topic: 'images',
  mark: '📦',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect({ before, after }) {
    if (before === null || before.digest === after.digest) return [];
    const occasion = moveOccasion(`${before.digest}>${after.digest}`, after);
    return [{ occasion, actor: null, at: after.updatedAt }];
  },
  concern: () => null,
  isTeamNews: () => false,
  headline: (image, _occurrence, t) => [t('event.image-tag-moved', imageText(image, t))],
});
