import { folded, line, type Line, type Span } from '../../domain/message.js';
import type { KeptEvent } from '../../domain/timeline.js';
import { HOUR } from '../../domain/time.js';
import { mergeRequestLabel } from '../../events/render/merge-request-view.js';
import { factsOf } from '../../domain/subject-facts.js';
import { formatDuration } from '../duration.js';
import { shortTitle } from '../short-title.js';
import type { Texts } from '../translator.js';
import { type Digest, type OpenRow, type ReviewRow, waitsSince } from './collect.js';

/** Of a section; the rest is a number. */
const MOST_ROWS = 8;

/** The sections that have something to say. What waits stands open, what is done is folded. */
export function digestLines(t: Texts, digest: Digest, now: Date): readonly Line[] {
  const { isPersonal, reviews, mine, broken, merged, releases } = digest;
  const age = (since: Date): string => formatDuration(t, now.getTime() - since.getTime());
  return [
    line('🗞 ', { text: t(isPersonal ? 'digest.title' : 'digest.title-group'), style: 'bold' }),
    ...section(t('digest.reviews', { count: reviews.length }), reviews, t, (row) => reviewLine(t, row, now)),
    ...section(t('digest.mine', { count: mine.length }), mine, t, ({ block, ...row }) => {
      const who = row.seen.mergeRequest.reviewers.map(({ name }) => name).join(', ');
      return line(...openSpans(row), ` · ${t(`block.${block}`, { context: row.forgeKind, who })}`);
    }),
    ...section(
      t('digest.broken', { count: broken.length }),
      broken,
      t,
      ({ project, name, url, failedAt }) => {
        const text = [project.path, project.defaultBranch, name].filter((part) => part !== null).join(' · ');
        return line(linked(text, url), ` · ${t('digest.failed-ago', { age: age(failedAt) })}`);
      },
    ),
    ...section(t('digest.merged', { count: merged.length }), merged, t, (kept) => keptLine(t, kept)),
    ...section(t('digest.releases', { count: releases.length }), releases, t, (kept) => keptLine(t, kept)),
  ];
}

export function reminderLines(
  t: Texts,
  {
    rows,
    afterHours,
    now,
  }: { readonly rows: readonly ReviewRow[]; readonly afterHours: number; readonly now: Date },
): readonly Line[] {
  const age = formatDuration(t, afterHours * HOUR);
  return section(t('remind.title', { count: rows.length, age }), rows, t, (row) => reviewLine(t, row, now));
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

function reviewLine(t: Texts, row: ReviewRow, now: Date): Line {
  const { since, seen, reviewers } = row;
  const age = formatDuration(t, now.getTime() - waitsSince(row).getTime());
  const waits = t(since === null ? 'digest.opened' : 'digest.waits-since', { age });
  // Of one's own reviews only the author is news.
  const who = row.isPersonal ? seen.mergeRequest.author.name : reviewers.map(({ name }) => name).join(', ');
  return line(...openSpans(row), ` · ${waits} · ${t(row.isPersonal ? 'digest.by' : 'digest.of', { who })}`);
}

function openSpans({ seen, forgeKind }: OpenRow): readonly Span[] {
  const { number, title, url } = seen.mergeRequest;
  return [linked(`${mergeRequestLabel(forgeKind, number)} ${title}`, url), ` · ${seen.project.path}`];
}

function keptLine(t: Texts, { event, project }: KeptEvent): Line {
  const { subject, actor } = event;
  const by = actor === null ? '' : ` · ${t('digest.by', { who: actor.name })}`;
  return folded(linked(factsOf(subject).title, subject.url), ` · ${project.path}${by}`);
}

function linked(text: string, href: string | null): Span {
  const short = shortTitle(text);
  return href === null ? short : { text: short, href };
}
