import { line } from '../../domain/message.js';
import type { TextParams, Translate } from '../../domain/ports/translator.js';
import type { Image } from '../../domain/subjects/image.js';
import type { SubjectView } from './subject-view.js';

const MB = 1_000_000;

/** Nothing follows on a tag, so that it needs no living card. */
export const imageView: SubjectView<'image'> = {
  status: null,
  lines: ({ name, tag, url }, { project }) => [
    line({ text: `${name}:${tag}`, href: url }, ` · ${project.path}`),
  ],
};

/** What its texts name: `sha256:1a2b3c4d…, 42 MB`. */
export function imageText({ name, tag, digest, sizeBytes }: Image, t: Translate): TextParams {
  const [algorithm = '', sum = ''] = digest.split(':');
  const short = sum === '' ? algorithm.slice(0, 8) : `${algorithm}:${sum.slice(0, 8)}…`;
  return {
    image: `${name}:${tag}`,
    what: sizeBytes === null ? short : `${short}, ${sizeText(sizeBytes, t)}`,
  };
}

function sizeText(bytes: number, t: Translate): string {
  const isSmall = bytes < 10 * MB;
  return t('card.megabytes', { size: isSmall ? bytes / MB : Math.round(bytes / MB) });
}
