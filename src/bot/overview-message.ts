import type { ForgeKind } from '../domain/forge.js';
import { line, type Button, type Line, type Message } from '../domain/message.js';
import type { Project } from '../domain/project.js';
import type { Wait } from '../domain/waiting.js';
import { encodePress, type OverviewList } from './callback-data.js';
import { pageOf } from './paging.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

/** A merge request or an issue, and what it wants of the reader. */
export interface OverviewRow {
  readonly label: string;
  readonly title: string;
  readonly url: string;
  readonly isDraft: boolean;
  readonly project: Project;
  readonly forgeKind: ForgeKind;
  readonly wait: Wait | null;
}

const MARKS: Readonly<Record<Wait, string>> = {
  broken: '❌',
  changes: '✏️',
  review: '👀',
  'review-again': '👀',
  ready: '👍',
  'due-soon': '⏰',
  assigned: '📌',
};

/** One page of rows, two lines each: what it is, and how it stands with the reader. */
export function overviewMessage(
  t: Texts,
  shown: { readonly list: OverviewList; readonly rows: readonly OverviewRow[]; readonly page: number },
): Message {
  const { list, rows } = shown;
  if (rows.length === 0) return { lines: [sentence(t, `${list}.none`)] };
  const { items, page, pages } = pageOf(rows, shown.page);
  const to = (label: string, target: number): Button => ({
    label,
    action: encodePress({ kind: 'overview', list, page: target }),
  });
  const turns = [
    ...(page > 0 ? [to(t('button.previous'), page - 1)] : []),
    ...(page < pages - 1 ? [to(t('button.next'), page + 1)] : []),
  ];
  return {
    lines: [
      sentence(t, `${list}.title`, { count: rows.length }),
      ...items.flatMap((row) => rowLines(t, row)),
      ...(pages > 1 ? [sentence(t, 'overview.page', { page: String(page + 1), pages: String(pages) })] : []),
    ],
    ...(turns.length > 0 ? { buttons: [turns] } : {}),
  };
}

function rowLines(t: Texts, row: OverviewRow): readonly Line[] {
  const { label, title, url, isDraft, project, forgeKind, wait } = row;
  const state =
    wait === null ? t(isDraft ? 'wait.draft' : 'wait.none') : t(`wait.${wait}`, { context: forgeKind });
  return [
    line(`${wait === null ? '·' : MARKS[wait]} `, {
      text: `${label} ${title}`,
      href: url,
    }),
    line(`${project.path} · ${state}`),
  ];
}
