import type { ForgeKind } from '../../domain/forge.js';
import { line, type Line, type Message } from '../../domain/message.js';
import type { Project } from '../../domain/project.js';
import { WAITS, type Wait } from '../../domain/waiting.js';
import { encodePress, type OverviewList } from '../callback-data.js';
import { formatDuration } from '../duration.js';
import { pageButtons, pageLines } from '../page-turns.js';
import { pageOf } from '../paging.js';
import { sentence } from '../phrase.js';
import { shortTitle } from '../short-title.js';
import type { TextKey, Texts } from '../translator.js';

/** In the order in which a list has them. */
export const GROUPS = ['mine', 'reviews', 'pipelines', 'issues'] as const;
export type Group = (typeof GROUPS)[number];

/** Since when it waits; of what was not seen to begin only that it was there then. */
export interface Since {
  readonly at: string | Date;
  readonly isExact: boolean;
}

/** Something of the reader's, and what it wants of them. */
export interface OverviewRow {
  readonly group: Group;
  readonly label: string;
  readonly title: string;
  readonly url: string;
  readonly project: Project;
  readonly forgeKind: ForgeKind;
  readonly wait: Wait | null;
  /** How it stands where it waits for nothing from the reader. */
  readonly state: TextKey;
  readonly since: Since | null;
}

const MARKS: Readonly<Record<Wait, string>> = {
  broken: '❌',
  conflict: '⚔️',
  changes: '✏️',
  ready: '👍',
  approved: '👍',
  review: '👀',
  'review-again': '👀',
  'team-review': '👥',
  decision: '🚦',
  'manual-job': '✋',
  'due-soon': '⏰',
  assigned: '📌',
};

export interface Overview {
  readonly list: OverviewList;
  readonly rows: readonly OverviewRow[];
  readonly page: number;
  readonly now: Date;
}

/** One page of rows by what they are, two lines each: which one it is, and how it stands with the reader. */
export function overviewMessage(t: Texts, { list, rows, now, ...asked }: Overview): Message {
  if (rows.length === 0) return { lines: [sentence(t, `${list}.none`)] };
  const { items, page, pages } = pageOf([...rows].sort(byGroup), asked.page);
  const turns = pageButtons(t, { page, pages }, (target) =>
    encodePress({ kind: 'overview', list, page: target }),
  );
  return {
    lines: [
      sentence(t, `${list}.title`, { count: rows.length }),
      ...GROUPS.flatMap((group) =>
        groupLines(
          t,
          group,
          items.filter((row) => row.group === group),
          now,
        ),
      ),
      ...pageLines(t, { page, pages }),
    ],
    ...(turns.length > 0 ? { buttons: [turns] } : {}),
  };
}

/** The most pressing first, and of these what has waited for longest. */
function byGroup(one: OverviewRow, other: OverviewRow): number {
  return (
    GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group) ||
    rank(one.wait) - rank(other.wait) ||
    timeOf(one) - timeOf(other)
  );
}

function rank(wait: Wait | null): number {
  return wait === null ? WAITS.length : WAITS.indexOf(wait);
}

function timeOf({ wait, since }: OverviewRow): number {
  return wait === null || since === null ? 0 : new Date(since.at).getTime();
}

function groupLines(t: Texts, group: Group, rows: readonly OverviewRow[], now: Date): readonly Line[] {
  if (rows.length === 0) return [];
  const title = line({ text: t(`overview.${group}`), style: 'bold' });
  return [title, ...rows.flatMap((row) => rowLines(t, row, now))];
}

function rowLines(t: Texts, row: OverviewRow, now: Date): readonly Line[] {
  const { label, title, url, project, forgeKind, wait } = row;
  const state = t(wait === null ? row.state : `wait.${wait}`, { context: forgeKind });
  const text = shortTitle(`${label} ${title}`);
  return [
    line(`${wait === null ? '·' : MARKS[wait]} `, { text, href: url }),
    line([project.path, state, ...sinceWords(t, row, now)].join(' · ')),
  ];
}

function sinceWords(t: Texts, { wait, since }: OverviewRow, now: Date): readonly string[] {
  if (wait === null || since === null) return [];
  const age = formatDuration(t, now.getTime() - new Date(since.at).getTime());
  return [t(since.isExact ? 'digest.waits-since' : 'digest.opened', { age })];
}
