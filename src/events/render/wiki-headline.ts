import type { Span } from '../../domain/message.js';
import type { TextParams, Translate } from '../../domain/ports/translator.js';
import type { WikiPage } from '../../domain/subjects/wiki-page.js';

/** Names who did it where that is known: the text of the same key with `-by`. */
export function wikiHeadline(
  key: string,
  { title: page, edit }: WikiPage,
  t: Translate,
  more: TextParams = {},
): readonly Span[] {
  const named = { page, ...more };
  return [edit?.author ? t(`${key}-by`, { ...named, who: edit.author.name }) : t(key, named)];
}
