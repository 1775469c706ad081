import type { ForgeKind } from '../domain/forge.js';
import { line, type Button, type Line, type Message } from '../domain/message.js';
import type { SeenMergeRequest } from '../domain/ports/subject-store.js';
import type { Wait } from '../domain/waiting.js';
import { mergeRequestLabel } from '../events/render/merge-request-view.js';
import { encodePress, type OverviewList } from './callback-data.js';
import { pageOf } from './paging.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

export interface OverviewRow extends SeenMergeRequest {
  readonly forgeKind: ForgeKind;
  readonly wait: Wait | null;
}

const MARKS: Readonly<Record<Wait, string>> = {
  broken: '❌',
  changes: '✏️',
  review: '👀',
  'review-again': '👀',
  ready: '👍',
  assigned: '📌',
};

/** One page of merge requests, two lines each: what it is, and how it stands with the reader. */
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

function rowLines(t: Texts, { mergeRequest, project, forgeKind, wait }: OverviewRow): readonly Line[] {
  const { number, title, url, isDraft } = mergeRequest;
  const state =
    wait === null ? t(isDraft ? 'wait.draft' : 'wait.none') : t(`wait.${wait}`, { context: forgeKind });
  return [
    line(`${wait === null ? '·' : MARKS[wait]} `, {
      text: `${mergeRequestLabel(forgeKind, number)} ${title}`,
      href: url,
    }),
    line(`${project.path} · ${state}`),
  ];
}
