import { line, quote, type Line } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Release } from '../../domain/subjects/release.js';
import type { Place, SubjectView } from './subject-view.js';

/** More names than these are not read on a phone. */
const MAX_NAMES = 5;

/** Nothing follows on a release, so that it needs no living card. */
export const releaseView: SubjectView<'release'> = { status: null, lines: releaseLines };

function releaseLines(release: Release, { project }: Place, t: Translate): readonly Line[] {
  const { title, url, author, notes, assetCount } = release;
  const facts = author === null ? project.path : `${project.path} · ${author.name}`;
  const lines: Line[] = [line({ text: title, href: url }, ` · ${facts}`)];
  if (assetCount > 0) lines.push(line(assetsText(release, t)));
  if (notes.trim() !== '') lines.push(quote(notes));
  return lines;
}

function assetsText({ assets, assetCount }: Release, t: Translate): string {
  const shown = assets.slice(0, MAX_NAMES);
  const files = shown.join(', ');
  const more = assetCount - shown.length;
  return more === 0
    ? t('card.release-files', { count: assetCount, files })
    : t('card.release-files-more', { files, more });
}
