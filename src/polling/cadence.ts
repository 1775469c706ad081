import type { Feed, FeedKind } from '../domain/feed.js';
import { DAY, SECOND } from '../domain/time.js';
import { type ReadFailure, isAccessFailure } from './read-failure.js';

/** All in multiples of the configured interval I. */
export const TIERS = {
  hot: 1 / 4,
  /** A feed that changed within this is hot. */
  hotFor: 15,
  /** How long a project counts as silent when it is first seen, at least. */
  strangeFor: 23,
  /** What runs longer than this without a change (a manual job nobody plays) keeps its feed hot no more. */
  runningFor: 120,
  warm: 1,
  /** The slowest for an account's merge requests and issues, which cost five requests and which no server need announce. */
  mine: 6,
  /** The slowest where something has been running for ages, or runs under a lookout's eyes. */
  cold: 5,
  asleep: 30,
  /** For how long after a change what costs nothing is still looked at warm. */
  awakeFor: 24 * 60,
  /** The fastest of what has no hurry. */
  rare: 15,
  /** A peer, whom the lookout calls to what may concern it. */
  onCall: 60,
  /** A pulse that has gone quiet, which activity wakes. */
  quietPulse: 90,
  /** What activity announces, between two announcements. */
  announced: 120,
  /** The slowest of what has no hurry, and of a peer who is called by name. */
  rarest: 180,
} as const;

/** Account feeds that others wake, and that need not be read in each interval. */
const MINE: ReadonlySet<FeedKind> = new Set(['merge-requests', 'issues']);

/** Woken by what moves them, or told without a sound: in a busy hour they are read no more than warm. */
const UNHURRIED: ReadonlySet<FeedKind> = new Set([
  'comments',
  'pushes',
  'releases',
  'tags',
  'deployments',
  'wiki',
]);

/** They move seldom, or are woken: between two of their own changes, or calls, they are asked at their slowest at once. */
const SELDOM: ReadonlySet<FeedKind> = new Set(['releases', 'tags', 'deployments', 'wiki', 'documents']);

/** All of it is there when a push is seen: that it was woken, or has changed, gives no cause to look again. */
const SEEN_AT_ONCE: ReadonlySet<FeedKind> = new Set(['documents']);

/** They concern whom a text names, and nobody else: the lookout sees the names, and calls those people. */
const OF_NAMES: ReadonlySet<FeedKind> = new Set(['wiki', 'documents']);

/** They have no hurry at all, and may cost many requests: neither a change nor a busy hour makes them faster. */
const RARE: ReadonlySet<FeedKind> = new Set(['images', 'milestones', 'group-wikis']);

/** With so many projects each may be silent for as many intervals; with few of them none has to sleep. */
const MANY_PROJECTS = 16;

/** How much longer than others those sleep that activity wakes. */
const DEEP_SLEEP = 6;

/** What a look at what has no hurry takes mostly, and how much more counts. */
const USUAL_REQUESTS = 3;
const HEAVIEST = 4;
/** With these nothing has to be spared. */
const FEW_PROJECTS = 5;

/** Of what has no hurry. */
const RARE_PER_PROJECT = 9;

/** A peer's intervals for each project that its account watches: its own look costs little where there are few. */
const ON_CALL_PER_PROJECT = 3;

/** After so many refusals in a row the project counts as lost. */
export const LOST_AFTER = 3;

const JITTER = 0.1;
/** Of those on call: a team that was linked in one go would look in one go, hour after hour. */
const WIDE_JITTER = 0.5;

export interface CadenceInput {
  readonly feed: Pick<Feed, 'id' | 'kind' | 'projectId' | 'isLookout'>;
  readonly intervalMs: number;
  /** How many projects the account watches. */
  readonly projects: number;
  readonly now: Date;
  readonly lastChangeAt: Date | null;
  readonly isRunning: boolean;
  /** More waits to be read than one read takes. */
  readonly hasMore: boolean;
  /** What the forge is about to know. */
  readonly isUnsettled: boolean;
  /** Asking costs nothing while nothing moves, and shows whatever does. */
  readonly isFreeWatch: boolean;
  /** Nobody hears of more than what concerns the account's owner. */
  readonly isForViewerOnly: boolean;
  /** Activity wakes it. */
  readonly isAnnounced: boolean;
  /** What the last look took. */
  readonly requests: number;
  /** Server's own demand; like `retryAfterSeconds` it wins when it is longer, up to a day. */
  readonly minPollSeconds: number | null;
  readonly failure: ReadFailure | null;
}

/** When a feed is read next. Jitter is fixed per feed, so that restarts do not line feeds up. */
export function nextPoll(input: CadenceInput): Date {
  const steps = input.failure === null ? quietSteps(input) : failureSteps(input.failure);
  const jitter = steps >= TIERS.onCall ? WIDE_JITTER : JITTER;
  const plannedMs = steps * input.intervalMs * (1 + jitter * spread(input.feed.id));
  const demandedSeconds = Math.max(input.minPollSeconds ?? 0, input.failure?.retryAfterSeconds ?? 0);
  const demandedMs = Math.min(demandedSeconds * SECOND, DAY);
  return new Date(input.now.getTime() + Math.round(Math.max(plannedMs, demandedMs)));
}

/**
 * What counts as the last change after the first read: the server's newest item, and not a recent time, so that a
 * project is not busy only because it was just linked.
 */
export function changeBeforeBaseline(
  newest: { readonly ageMs: number } | null,
  now: Date,
  intervalMs: number,
): Date {
  const floorMs = TIERS.strangeFor * intervalMs;
  return new Date(now.getTime() - Math.max(newest?.ageMs ?? 0, floorMs));
}

function quietSteps(input: CadenceInput): number {
  const { feed, projects, intervalMs, now, lastChangeAt, isRunning, hasMore, isUnsettled } = input;
  const { hot, hotFor, warm, mine, cold, rare, onCall, rarest } = TIERS;
  if (hasMore || isUnsettled) return hot;
  const silence = lastChangeAt === null ? hotFor : (now.getTime() - lastChangeAt.getTime()) / intervalMs;
  if (RARE.has(feed.kind)) return clamp(projects * RARE_PER_PROJECT, rare, rarest) * weightOf(input);
  if (feed.projectId === null) return MINE.has(feed.kind) ? clamp(silence / 4, warm, mine) : warm;
  if (feed.isLookout) return lookoutSteps(input, silence);
  if (isRunning) return cold;
  return isForNames(input) ? rarest : clamp(projects * ON_CALL_PER_PROJECT, cold, onCall);
}

function isForNames({ feed, isForViewerOnly }: CadenceInput): boolean {
  return isForViewerOnly && OF_NAMES.has(feed.kind);
}

/** Others say when it moves, or it hardly matters how soon, while a look has its price. */
function mayRest(input: CadenceInput): boolean {
  return input.isAnnounced || (isForNames(input) && !input.isFreeWatch);
}

/** Where there is much to look at, a look that nothing calls for comes the later. */
function weightOf({ requests, projects }: CadenceInput): number {
  return projects < FEW_PROJECTS ? 1 : clamp(requests / USUAL_REQUESTS, 1, HEAVIEST);
}

function lookoutSteps(input: CadenceInput, silence: number): number {
  const { feed, projects, isRunning, isFreeWatch } = input;
  const { hot, hotFor, runningFor, warm, cold, asleep, awakeFor, announced, quietPulse } = TIERS;
  const crowd = projects ** 2 / MANY_PROJECTS;
  const busy = UNHURRIED.has(feed.kind) ? warm : hot;
  if (silence < hotFor && !SEEN_AT_ONCE.has(feed.kind)) return busy;
  if (feed.kind === 'pulse') return quietPulse;
  if (isRunning && silence < runningFor) return busy;
  if (mayRest(input)) return clamp(DEEP_SLEEP * crowd, cold, announced);
  const isSeldom = SELDOM.has(feed.kind);
  const slowest = clamp(crowd, isSeldom ? cold : warm, isRunning || isFreeWatch ? cold : asleep);
  if (isSeldom) return slowest;
  if (isFreeWatch) return silence < awakeFor ? warm : slowest;
  return clamp(warm + (silence - hotFor) / 3, warm, slowest);
}

function failureSteps({ code, count, retryAfterSeconds }: ReadFailure): number {
  if (code === 'rate-limited' && retryAfterSeconds !== null) return TIERS.warm;
  if (isAccessFailure(code) && count >= LOST_AFTER) return TIERS.asleep;
  return Math.min(2 ** count, TIERS.asleep);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** A number from -1 to 1 that is always the same for the same text: FNV-1a, mixed once more for texts that end alike. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) / 0xffffffff) * 2 - 1;
}
