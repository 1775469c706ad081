import { folded, line, type Line, type Span } from '../../domain/message.js';
import type { KeptEvent } from '../../domain/timeline.js';
import { HOUR } from '../../domain/time.js';
import { bareName } from '../../events/render/bare-names.js';
import { mergeRequestLabel } from '../../events/render/merge-request-view.js';
import { factsOf } from '../../domain/subject-facts.js';
import { formatDuration } from '../duration.js';
import { shortTitle } from '../short-title.js';
import type { Texts } from '../translator.js';
import { type Digest, type OpenRow, type ReviewRow, waitsSince } from './collect.js';

/** Of a section; the rest is a number. */
const MOST_ROWS = 8;

/** How the rows are told. */
interface Manner {
  readonly t: Texts;
  readonly now: Date;
  /** Without a word that people wrote. */
  readonly isBare: boolean;
}

/** The sections that have something to say. What waits stands open, what is done is folded. */
export function digestLines(digest: Digest, manner: Manner): readonly Line[] {
  const { t, now, isBare } = manner;
  const { isPersonal, reviews, mine, broken, merged, releases } = digest;
  const age = (since: Date): string => formatDuration(t, now.getTime() - since.getTime());
  return [
    line('🗞 ', { text: t(isPersonal ? 'digest.title' : 'digest.title-group'), style: 'bold' }),
    ...section(t('digest.reviews', { count: reviews.length }), reviews, t, (row) => reviewLine(row, manner)),
    ...section(t('digest.mine', { count: mine.length }), mine, t, ({ block, ...row }) => {
      const { reviewers, reviewerTeams } = row.seen.mergeRequest;
      const who = [...reviewers.map(({ name }) => name), ...(reviewerTeams ?? [])].join(', ');
      const blocked = t(block === 'review' && isBare ? 'bare.block-review' : `block.${block}`, {
        context: row.forgeKind,
        who,
      });
      return line(...openSpans(row, isBare), ` · ${blocked}`);
    }),
    ...section(
      t('digest.broken', { count: broken.length }),
      broken,
      t,
      ({ project, name, url, failedAt }) => {
        const named = isBare ? [] : [project.defaultBranch, name];
        const text = [project.path, ...named].filter((part) => part !== null).join(' · ');
        return line(linked(text, url), ` · ${t('digest.failed-ago', { age: age(failedAt) })}`);
      },
    ),
    ...section(t('digest.merged', { count: merged.length }), merged, t, (kept) => keptLine(kept, manner)),
    ...section(t('digest.releases', { count: releases.length }), releases, t, (kept) =>
      keptLine(kept, manner),
    ),
  ];
}

export function reminderLines(
  rows: readonly ReviewRow[],
  afterHours: number,
  manner: Manner,
): readonly Line[] {
  const { t } = manner;
  const age = formatDuration(t, afterHours * HOUR);
  return section(t('remind.title', { count: rows.length, age }), rows, t, (row) => reviewLine(row, manner));
}

function section<T>(title: string, rows: readonly T[], t: Texts, print: (row: T) => Line): readonly Line[] {
  if (rows.length === 0) return [];
  const hidden = rows.length - MOST_ROWS;
  return [
    line({ text: title, style: 'bold' }),
    ...rows.slice(0, MOST_ROWS).map(print),
    ...(hidden > 0 ? [line(t('digest.more', { count: hidden }))] : []),
  ];
}

function reviewLine(row: ReviewRow, { t, now, isBare }: Manner): Line {
  const { since, seen, reviewers } = row;
  const age = formatDuration(t, now.getTime() - waitsSince(row).getTime());
  const waits = t(since === null ? 'digest.opened' : 'digest.waits-since', { age });
  if (isBare) return line(...openSpans(row, isBare), ` · ${waits}`);
  // Of one's own reviews only the author is news.
  const who = row.isPersonal ? seen.mergeRequest.author.name : reviewers.map(({ name }) => name).join(', ');
  return line(
    ...openSpans(row, isBare),
    ` · ${waits} · ${t(row.isPersonal ? 'digest.by' : 'digest.of', { who })}`,
  );
}

function openSpans({ seen, forgeKind }: OpenRow, isBare: boolean): readonly Span[] {
  const { number, title, url } = seen.mergeRequest;
  const label = mergeRequestLabel(forgeKind, number);
  return [linked(isBare ? label : `${label} ${title}`, url), ` · ${seen.project.path}`];
}

function keptLine(kept: KeptEvent, { t, isBare }: Manner): Line {
  const { event, project, forge } = kept;
  if (isBare) return folded(bareName({ event, project, forgeKind: forge.kind }));
  const { subject, actor } = event;
  const by = actor === null ? '' : ` · ${t('digest.by', { who: actor.name })}`;
  return folded(linked(factsOf(subject).title, subject.url), ` · ${project.path}${by}`);
}

function linked(text: string, href: string | null): Span {
  const short = shortTitle(text);
  return href === null ? short : { text: short, href };
}
