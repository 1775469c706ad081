import { type EventNotification, forgeUrlOf, type Notification } from './notification.js';
import { cardKey, type Subject } from './subject.js';
import { historyOf, type Pipeline } from './subjects/pipeline.js';
import { threadsNamed } from './subjects/thread-list.js';
import { isDirectMention } from './urgent.js';

/** Something that a chat does not want to hear of for a while. */
export interface Mute {
  readonly id: string;
  /** `EVERYTHING_MUTED`, or what `muteTargets` names. */
  readonly target: string;
  /** What people know it by. */
  readonly title: string;
  readonly until: Date;
  /** How it stood: the mute ends as soon as it stands otherwise. `null`: whatever happens to it. */
  readonly state: string | null;
}

export const EVERYTHING_MUTED = 'all';

export interface MuteTargets {
  /** Its card's subject; of a pipeline, all of its branch. */
  readonly subject: string;
  /** That of a comment, or those that were resolved. */
  readonly threads: readonly string[];
}

const GREEN = 'green';
/** How the pipelines of a branch stand until one passes. */
export const NOT_GREEN = 'not green';
/** How a thread stands until it is resolved. */
export const UNRESOLVED = 'unresolved';

export function muteTargets(notification: EventNotification): MuteTargets {
  const forgeUrl = forgeUrlOf(notification);
  const { event } = notification;
  const { subject } = event;
  return {
    subject:
      subject.kind === 'pipeline' ? branchTarget(forgeUrl, subject) : targetOn(forgeUrl, cardKey(subject)),
    threads: threadsOf(event).map((id) => targetOn(forgeUrl, `thread:${id}`)),
  };
}

/** Of the pipelines of a branch that have one name. */
export function branchTarget(forgeUrl: string, branch: Parameters<typeof historyOf>[0]): string {
  return targetOn(forgeUrl, `pipelines:${historyOf(branch)}`);
}

/** Ids are unique within a forge only. `key`: of a subject, its `subjectKey`. */
export function targetOn(forgeUrl: string, key: string): string {
  return `${forgeUrl}|${key}`;
}

function threadsOf({ subject, details }: EventNotification['event']): readonly string[] {
  if (subject.kind === 'comment') return subject.thread === null ? [] : [subject.thread.id];
  if (subject.kind !== 'thread-list') return [];
  return threadsNamed(subject, details).map(({ id, commentsId = id }) => commentsId);
}

/** How it stands, as far as a mute may wait for a change of it; `null`: that cannot be waited for. */
export function stateOf(subject: Subject): string | null {
  switch (subject.kind) {
    case 'merge-request':
    case 'issue':
      return subject.state;
    case 'pipeline':
      return subject.status === 'success' ? GREEN : NOT_GREEN;
    default:
      return null;
  }
}

/** What of a queue is not told, and which mutes have come to their end by what it tells. */
export interface Sifted {
  readonly mutedIds: readonly string[];
  readonly endedMuteIds: readonly string[];
}

/** In order: what tells of the awaited change ends the mute, and is told. Notices are about the bot, and always told. */
export function siftMuted(
  queue: readonly { readonly id: string; readonly notification: Notification }[],
  mutes: readonly Mute[],
  now: Date,
): Sifted {
  const active = new Map(mutes.filter(({ until }) => until > now).map((mute) => [mute.id, mute]));
  const mutedIds: string[] = [];
  const endedMuteIds: string[] = [];
  for (const { id, notification } of queue) {
    const held = [...active.values()].filter((mute) => covers(mute, notification));
    const ended = held.filter((mute) => isOver(mute, notification));
    for (const mute of ended) active.delete(mute.id);
    endedMuteIds.push(...ended.map((mute) => mute.id));
    const isMuted = held.some((mute) => !ended.includes(mute) && silences(mute, notification));
    if (isMuted) mutedIds.push(id);
  }
  return { mutedIds, endedMuteIds };
}

function covers({ target }: Mute, notification: Notification): boolean {
  if (notification.kind !== 'event') return target === EVERYTHING_MUTED && notification.kind === 'letter';
  const { subject, threads } = muteTargets(notification);
  return target === EVERYTHING_MUTED || target === subject || threads.includes(target);
}

function isOver({ state }: Mute, notification: Notification): boolean {
  if (state === null || notification.kind !== 'event') return false;
  const { type, subject } = notification.event;
  if (state === UNRESOLVED) return subject.kind === 'thread-list';
  if (subject.kind === 'pipeline') return hasTurned(state, type, subject);
  const now = stateOf(subject);
  return now !== null && now !== state;
}

/** A failure after a success tells of both: that the branch was green again may be told to another. */
function hasTurned(state: string, type: string, { status, previousOutcome }: Pipeline): boolean {
  if (status === 'success') return state === NOT_GREEN;
  if (status !== 'failed') return false;
  return state === GREEN || (type === 'pipeline-failed' && previousOutcome === 'success');
}

/** Who is called by name hears it, unless all is muted; what tells of other threads, too, is told. */
function silences({ target }: Mute, notification: Notification): boolean {
  if (target === EVERYTHING_MUTED || notification.kind !== 'event') return true;
  return !isDirectMention(notification) && muteTargets(notification).threads.length < 2;
}
