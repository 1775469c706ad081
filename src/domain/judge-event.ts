import type { ForgeEvent } from './event.js';
import { type FilterTarget, filterValues, touchedFilesOf } from './filter-values.js';
import { filesToTell } from './judge-documents.js';
import type { DeliveryRule } from './notification.js';
import type { Snapshot } from './subject.js';
import { pathsOf } from './subjects/document-change.js';
import type { TouchedFiles } from './subjects/touched-files.js';
import { wantedPaths } from './wanted-files.js';
import type { OpenLevel, Watch } from './watch.js';
import { type FilterField, type FilterValues, judge, type MatchRule } from './watch-filter.js';

/** Something that happened, with what the rules of filters can ask of it. */
export interface Happening {
  readonly event: ForgeEvent;
  readonly values: FilterValues;
  /** `null`: not known, or it has none. */
  readonly touched: TouchedFiles | null;
}

/** What of a watch decides. */
export type JudgingWatch = Pick<Watch, 'id' | 'level' | 'filter'>;

/** `target`: what a comment stands under, where it is known. */
export function toHappening(event: ForgeEvent, target: FilterTarget | null): Happening {
  const { subject } = event;
  return { event, values: filterValues(subject, target), touched: touchedFilesOf(subject, target) };
}

/** What people give to a thing after it came to be; all else about a happening is as it was when it happened. */
export const LATE_FIELDS = ['label', 'reviewer', 'team'] as const satisfies readonly FilterField[];

/**
 * The same happening with the labels, reviewers and teams that its subject has now. `seen`: what was last seen of the
 * subject of its card, whose files count where the event itself bears them no more.
 */
export function happeningAsOf(event: ForgeEvent, seen: Snapshot | null): Happening {
  const target = seen?.kind === 'merge-request' || seen?.kind === 'issue' ? seen : null;
  const happening = toHappening(event, target);
  const isOwn = seen?.kind === 'merge-request' || seen?.kind === 'push';
  const touched = happening.touched ?? (isOwn ? touchedFilesOf(seen, null) : null);
  const { kind } = event.subject;
  const isBearer = kind === 'merge-request' || kind === 'issue';
  const values = target !== null && isBearer ? withLate(happening.values, target) : happening.values;
  return { event, values, touched };
}

function withLate(values: FilterValues, target: FilterTarget): FilterValues {
  const { label, reviewer, team } = filterValues(target, null);
  const late = Object.entries({ label, reviewer, team }).filter(([, value]) => value !== undefined);
  return { ...values, ...Object.fromEntries(late) };
}

/** The rule that tells the happening through the watch; `null`: it is not told. */
export function ruleFor(watch: JudgingWatch, happening: Happening, matches: MatchRule): DeliveryRule | null {
  const { subject } = happening.event;
  if (subject.kind !== 'document-change' || subject.files.length === 0)
    return passByPaths(watch, happening, matches);
  // Of files that changed, those alone that the watch asks for; a change of unknown files is told to all who hear of any.
  const files = filesToTell(happening.event, { change: subject, filter: watch.filter }, matches);
  if (files.length === 0) return null;
  const values = { ...happening.values, path: files.flatMap(pathsOf) };
  const rule = passOf(watch, { ...happening, values }, matches);
  return rule === null ? null : { ...rule, paths: files.map(({ path }) => path) };
}

/** Commits count by what the watch’s rules leave of their files; where that is not certain they are told. */
function passByPaths(watch: JudgingWatch, happening: Happening, matches: MatchRule): DeliveryRule | null {
  const { touched, values } = happening;
  if (touched === null || watch.filter === null) return passOf(watch, happening, matches);
  const path = wantedPaths(touched, watch.filter, matches);
  if (path === null) return passOf(watch, happening, matches);
  return path.length === 0 ? null : passOf(watch, { ...happening, values: { ...values, path } }, matches);
}

const LETS_THROUGH: Readonly<Record<OpenLevel, (event: ForgeEvent) => boolean>> = {
  participating: ({ reason }) => reason !== null,
  team: ({ reason, isTeamNews }) => reason !== null || isTeamNews,
  all: () => true,
};

function passOf(
  { id, level, filter }: JudgingWatch,
  { event, values }: Happening,
  matches: MatchRule,
): DeliveryRule | null {
  const rule = { watchId: id, level, reason: event.reason };
  if (filter !== null) {
    const passesBase = LETS_THROUGH[filter.base](event);
    const pass = judge(filter, event, { passesBase, values, matches });
    return pass === null ? null : { ...rule, pass };
  }
  if (level === 'muted' || level === 'custom' || event.onRequest !== undefined) return null;
  return LETS_THROUGH[level](event) ? rule : null;
}
