import type { Button, Line } from '../domain/message.js';
import type { Page } from './paging.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

type Place = Pick<Page<unknown>, 'page' | 'pages'>;

/** Back and on, as far as there are pages. */
export function pageButtons(
  t: Texts,
  { page, pages }: Place,
  press: (page: number) => string,
): readonly Button[] {
  return [
    ...(page > 0 ? [{ label: t('button.previous'), action: press(page - 1) }] : []),
    ...(page < pages - 1 ? [{ label: t('button.next'), action: press(page + 1) }] : []),
  ];
}

/** Which page it is, where there are several. */
export function pageLines(t: Texts, { page, pages }: Place): readonly Line[] {
  return pages > 1 ? [sentence(t, 'overview.page', { page: String(page + 1), pages: String(pages) })] : [];
}
