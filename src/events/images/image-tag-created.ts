import { defineEvent } from '../define-event.js';
import { imageText } from '../render/image-view.js';

/** Silent: most are pushed by a pipeline for each commit. */
export const imageTagCreated = defineEvent({
  type: 'image-tag-created',
  subject: 'image',
  topic: 'images',
  mark: '📦',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: ({ before, after }) =>
    before === null ? [{ occasion: after.digest, actor: null, at: after.createdAt }] : [],
  concern: () => null,
  isTeamNews: () => false,
  headline: (image, _occurrence, t) => [t('event.image-tag-created', imageText(image, t))],
});
