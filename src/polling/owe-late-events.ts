import { isDeepStrictEqual } from 'node:util';
import { type ForgeEvent, isTold } from '../domain/event.js';
import type { FeedReading } from '../domain/feed.js';
import { type FilterTarget, filterValues } from '../domain/filter-values.js';
import { happeningAsOf, LATE_FIELDS, ruleFor } from '../domain/judge-event.js';
import type { EventNotification } from '../domain/notification.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import { cardKey, subjectKey } from '../domain/subject.js';
import { DAY } from '../domain/time.js';
import { isOfPeople, type Watch } from '../domain/watch.js';
import type { Look } from './compare-looks.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';
import { matchRule } from './match-rule.js';
import { letterOf, momentOf, owePeople } from './owe-events.js';
import { routeEvent, type RoutingMoment } from './route-event.js';

/** Older ones are history, whatever their subject is labelled with. */
const LONGEST_AGO_MS = DAY;
/** More at once is a flood, and the newest of it say the most. */
const MOST_EVENTS = 20;

/** A merge request or an issue that is open, and has other labels, reviewers or teams than before. */
interface Relabelled {
  readonly before: FilterTarget;
  readonly after: FilterTarget;
}

/**
 * A label that comes later counts: what a filter held back of an open merge request or issue, and would not have held
 * back with what the thing bears now, is told now. What the filter lets through either way was told when it happened.
 */
export async function oweLateEvents(
  tx: PollTransaction,
  { clock }: CycleDeps,
  turn: FeedTurn,
  seen: {
    readonly looks: readonly Look[];
    readonly fresh: readonly ForgeEvent[];
    readonly reading: FeedReading;
  },
): Promise<readonly EventNotification[]> {
  const changed = new Map(seen.looks.flatMap(relabelled).map((one) => [subjectKey(one.after), one]));
  if (changed.size === 0) return [];
  const projectIds = [...new Set([...changed.values()].map(({ after }) => after.projectId))];
  const watches = (await tx.loadWatches(projectIds)).filter((watch) => isOfPeople(watch) && asksLate(watch));
  if (watches.length === 0) return [];
  const now = clock();
  const since = new Date(now.getTime() - LONGEST_AGO_MS);
  const past = await tx.loadEventsOf([...changed.keys()], { projectIds, since, limit: MOST_EVENTS });
  const moment = strictly(momentOf(turn, seen.reading, now));
  const letter = letterOf(turn, watches, seen.reading);
  const freshKeys = new Set(seen.fresh.map(({ key }) => key));
  const owed = past
    .filter((event) => isTold(event) && !freshKeys.has(event.key))
    .flatMap((event) => {
      const change = changed.get(cardKey(event.subject));
      if (change === undefined) return [];
      const held = watches.filter((watch) => wasHeldBack(watch, event, change.before));
      const present = asItIs(event, change.after);
      return routeEvent(happeningAsOf(present, change.after), held, moment).flatMap((delivery) =>
        letter(present, { ...delivery, rule: { ...delivery.rule, isLate: true } }),
      );
    });
  return owePeople(tx, turn, owed);
}

/** In doubt it came before the watch: a younger feed says nothing of when these happened. */
function strictly({ now, serverAheadMs }: RoutingMoment): RoutingMoment {
  return { now, serverAheadMs: serverAheadMs ?? 0, baselineAt: null };
}

function relabelled({ before, after }: Look): readonly Relabelled[] {
  if (before === null || !isTarget(before) || !isTarget(after) || after.state !== 'open') return [];
  const was = filterValues(before, null);
  const is = filterValues(after, null);
  const hasChanged = LATE_FIELDS.some((field) => !isDeepStrictEqual(was[field] ?? [], is[field] ?? []));
  return hasChanged ? [{ before, after }] : [];
}

function isTarget(subject: Look['after']): subject is FilterTarget {
  return subject.kind === 'merge-request' || subject.kind === 'issue';
}

function asksLate({ filter }: Watch): boolean {
  const fields: readonly string[] = LATE_FIELDS;
  return [...(filter?.include ?? []), ...(filter?.exclude ?? [])].some(({ field }) => fields.includes(field));
}

/** What a mute swallowed stays swallowed. */
function wasHeldBack(watch: Watch, event: ForgeEvent, before: FilterTarget): boolean {
  if (watch.mutedUntil !== null && Date.parse(event.at) < watch.mutedUntil.getTime()) return false;
  return ruleFor(watch, happeningAsOf(event, before), matchRule) === null;
}

/** The message shows the thing as it is when it comes. */
function asItIs(event: ForgeEvent, after: FilterTarget): ForgeEvent {
  const { subject } = event;
  if (subjectKey(subject) === subjectKey(after)) return { ...event, subject: after };
  if (subject.kind !== 'comment' || after.kind !== 'issue') return event;
  // It may have become confidential since.
  return { ...event, subject: { ...subject, on: { ...subject.on, isConfidential: after.isConfidential } } };
}
