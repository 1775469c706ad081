import { code, line, type Line } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { WikiPage } from '../../domain/subjects/wiki-page.js';
import { homeName } from './home-name.js';
import type { Place, SubjectView } from './subject-view.js';

export const wikiPageView: SubjectView<'wiki-page'> = { status: null, lines: pageLines };

function pageLines(page: WikiPage, place: Place, t: Translate): readonly Line[] {
  const { title, url, edit } = page;
  const diff = edit?.diff ?? null;
  const facts = [homeName(page, place, t)];
  if (diff !== null) {
    facts.push(t('card.changed-lines', { added: `+${diff.added}`, removed: `−${diff.removed}` }));
  }
  const named = line({ text: title, href: url }, ` · ${facts.join(' · ')}`);
  return diff === null || diff.lines.length === 0 ? [named] : [named, code(diff.lines.join('\n'))];
}
