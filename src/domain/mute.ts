import type { EventNotification, Notification } from './notification.js';
import { cardKey, type Subject } from './subject.js';
import { historyOf } from './subjects/pipeline.js';
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
  /** Of a comment in a thread. */
  readonly thread: string | null;
}

export function muteTargets({ dedupeKey, event }: EventNotification): MuteTargets {
  const { subject } = event;
  // A key begins with the forge's address: ids are unique within a forge only.
  const forge = dedupeKey.slice(0, dedupeKey.indexOf('|') + 1);
  const thread = subject.kind === 'comment' ? (subject.thread?.id ?? null) : null;
  return {
    subject: `${forge}${subject.kind === 'pipeline' ? `pipelines:${historyOf(subject)}` : cardKey(subject)}`,
    thread: thread === null ? null : `${forge}thread:${thread}`,
  };
}

/** How it stands, as far as a mute may wait for a change of it; `null`: that cannot be waited for. */
export function stateOf(subject: Subject): string | null {
  switch (subject.kind) {
    case 'merge-request':
    case 'issue':
      return subject.state;
    case 'pipeline':
      return subject.status === 'success' ? 'green' : 'not green';
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
    if (notification.kind !== 'event') continue;
    const held = [...active.values()].filter((mute) => covers(mute, notification));
    const ended = held.filter((mute) => isOver(mute, notification.event.subject));
    for (const mute of ended) active.delete(mute.id);
    endedMuteIds.push(...ended.map((mute) => mute.id));
    const isMuted = held.some((mute) => !ended.includes(mute) && silences(mute, notification));
    if (isMuted) mutedIds.push(id);
  }
  return { mutedIds, endedMuteIds };
}

function covers({ target }: Mute, notification: EventNotification): boolean {
  const { subject, thread } = muteTargets(notification);
  return target === EVERYTHING_MUTED || target === subject || target === thread;
}

function isOver({ state }: Mute, subject: Subject): boolean {
  const now = stateOf(subject);
  return state !== null && now !== null && now !== state;
}

/** Who is called by name hears it, unless all is muted. */
function silences({ target }: Mute, notification: EventNotification): boolean {
  return target === EVERYTHING_MUTED || !isDirectMention(notification);
}
