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
    // Where it came from, because a rollback brings an old digest back.
    return [{ occasion: `${before.digest}>${after.digest}`, actor: null, at: after.updatedAt }];
  },
  concern: () => null,
  isTeamNews: () => false,
  headline: (image, _occurrence, t) => [t('event.image-tag-moved', imageText(image, t))],
});
