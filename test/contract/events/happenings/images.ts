import type { Change } from '../../../../src/events/define-event.js';
import { anImage } from '../../../support/an-image.js';

/** For each event: a change that makes it happen, as Alice sees it. */
export const IMAGE_HAPPENINGS: Readonly<Record<string, Change<'image'>>> = {
  'image-tag-created': { before: null, after: anImage(), isNew: true },
  'image-tag-moved': { before: anImage(), after: anImage({ digest: 'sha256:5e6f7a8b' }), isNew: false },
};
