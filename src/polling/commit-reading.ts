import type { ForgeEvent } from '../domain/event.js';
import type { Feed, FeedReading, Sighting } from '../domain/feed.js';
import type { EventNotification } from '../domain/notification.js';
import type { PeerCall } from '../domain/peer-call.js';
import type { PollTransaction } from '../domain/ports/poll-store.js';
import type { Comment } from '../domain/subjects/comment.js';
import { viewerOf } from '../domain/viewer.js';
import { LOST_AFTER } from './cadence.js';
import { compareLooks, keysOf, type Look } from './compare-looks.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';
import { diffSubjects, type Observer } from './diff-subjects.js';
import { nowForAll } from './now-for-all.js';
import { peerCalls } from './peer-calls.js';
import { oweEvents } from './owe-events.js';
import { oweLateEvents } from './owe-late-events.js';
import { noteAccessRegained } from './project-access.js';
import { noteMove } from './project-moves.js';
import { progressAfterReading } from './feed-progress.js';
import { isAccessFailure } from './read-failure.js';
import { newComments } from './new-comments.js';
import { tellTickets } from './tell-tickets.js';
import { noteIdentity } from './token-notices.js';
import { withFewTouched } from './without-touched.js';

/** What a committed reading owes. */
export interface Commitment {
  readonly notifications: readonly EventNotification[];
  /** How many events are new, told or not. */
  readonly keptEvents: number;
  /** Somebody is told something besides: the owner about their account, a reporter about their ticket. */
  readonly hasNotice: boolean;
  readonly hasWoken: boolean;
  /** Said to other accounts when all is kept. */
  readonly calls: readonly PeerCall[];
}

const NOTHING = { notifications: [], keptEvents: 0, hasNotice: false, hasWoken: false } as const;

/**
 * Keeps all that a read yielded, in one transaction: what was seen, what happened, the messages that are owed, the
 * wake-ups, and how far the feed has come. The first read of a feed is remembered without a word. `null`: the lease was
 * lost, and nothing was kept. The inbox wakes this person's own feeds; what everybody can see is left to the lookouts.
 */
export async function commitReading(
  deps: CycleDeps,
  turn: FeedTurn,
  reading: FeedReading,
): Promise<Commitment | null> {
  if (isQuiet(turn, reading)) return noteProgress(deps, turn, reading);
  const { lease } = turn.work;
  const isBaseline = turn.feed.cursor === null;
  const wakes = isBaseline ? [] : reading.wakes;
  const lookedAt = reading.lookedAt ?? [];
  let notifications: readonly EventNotification[] = [];
  let calls: readonly PeerCall[] = [];
  let hasNotice = false;
  let hasTicketNews = false;
  let keptEvents = 0;
  const outcome = await deps.store.commit(lease, async (tx) => {
    const hasMoved = await noteMove(tx, deps, turn, reading);
    const { events, unveiled, looks, comments } = await remember(tx, deps, turn, reading);
    keptEvents = events.length;
    calls = peerCalls(turn, reading, looks);
    hasTicketNews = (await tellTickets(tx, deps, turn, { looks, comments, lookedAt })).length > 0;
    const late = await oweLateEvents(tx, deps, turn, { looks, fresh: events, reading });
    notifications = [...late, ...(await oweEvents(tx, deps, turn, { events, unveiled, reading }))];
    await tx.wake(wakes, deps.clock(), turn.feed.kind === 'inbox' ? 'all' : 'lookouts');
    await tx.saveProgress(turn.feed.id, progressAfterReading(deps, turn, reading, keptEvents));
    const notices = [await noteRecovery(tx, deps, turn), await noteIdentity(tx, deps, turn, reading)];
    hasNotice = hasMoved || hasTicketNews || notices.includes(true);
  });
  const hasWoken = wakes.length > 0;
  return outcome === 'committed' ? { notifications, keptEvents, hasNotice, hasWoken, calls } : null;
}

/** Nothing is to be kept of it but that it was read. */
function isQuiet(
  turn: FeedTurn,
  { sightings, wakes, lookedAt = [], movedTo, identity }: FeedReading,
): boolean {
  const isEmpty = sightings.length === 0 && wakes.length === 0 && lookedAt.length === 0;
  return isEmpty && movedTo === undefined && identity === undefined && !mayBeRecovery(turn);
}

async function noteProgress(
  deps: CycleDeps,
  turn: FeedTurn,
  reading: FeedReading,
): Promise<Commitment | null> {
  const progress = progressAfterReading(deps, turn, reading, 0);
  const outcome = await deps.store.noteProgress(turn.work.lease, turn.feed.id, progress);
  const calls = peerCalls(turn, reading, []);
  return outcome === 'committed' ? { ...NOTHING, calls } : null;
}

interface Remembered {
  /** That the account has not had before. */
  readonly events: readonly ForgeEvent[];
  /** That it has had, and of which groups may hear only now. */
  readonly unveiled: readonly ForgeEvent[];
  readonly looks: readonly Look[];
  /** New ones, on issues. */
  readonly comments: readonly Comment[];
}

/** Moves the snapshots on. */
async function remember(
  tx: PollTransaction,
  deps: CycleDeps,
  turn: FeedTurn,
  reading: FeedReading,
): Promise<Remembered> {
  const sightings = ofWatchedProjects(reading.sightings, turn);
  if (sightings.length === 0) return { events: [], unveiled: [], looks: [], comments: [] };
  const known = await tx.loadSnapshots(keysOf(sightings));
  const { changes, looks, snapshots } = compareLooks(sightings, known, newSince(deps, turn));
  const comments = newComments(sightings, known, changes);
  const observer: Observer = {
    viewer: viewerOf(turn.work.account),
    onFault: (fault) =>
      deps.logger.error({ ...fault, accountId: turn.work.account.id }, 'event definition failed'),
  };
  const found = diffSubjects(changes, deps.definitions, observer);
  const unveiled = diffSubjects(nowForAll(sightings, known), deps.definitions, observer);
  const byKey = new Map(found.map((event) => [event.key, event]));
  if (snapshots.length > 0) await tx.saveSnapshots(snapshots);
  if (byKey.size === 0) return { events: [], unveiled, looks, comments };
  const recorded = await tx.recordEvents([...byKey.values()].map(withFewTouched));
  return {
    events: [...byKey.values()].filter((event) => recorded.has(event.key)),
    unveiled,
    looks,
    comments,
  };
}

/** The project could not be read, or may not have been while nobody watched it. */
function mayBeRecovery({ feed }: FeedTurn): boolean {
  return feed.projectId !== null && (wasLost(feed) || feed.cursor === null);
}

function wasLost({ lastError, failures }: Feed): boolean {
  return isAccessFailure(lastError) && failures >= LOST_AFTER;
}

async function noteRecovery(tx: PollTransaction, { clock }: CycleDeps, turn: FeedTurn): Promise<boolean> {
  const { work, feed } = turn;
  const project = work.projects.find(({ id }) => id === feed.projectId);
  if (project === undefined || !mayBeRecovery(turn)) return false;
  return noteAccessRegained(tx, { account: work.account, project, now: clock() }, wasLost(feed));
}

/** Since when something unknown is new; `null` on a first read that was asked for no past, when nothing is. */
function newSince({ clock, retentionMs }: CycleDeps, { feed, readAt }: FeedTurn): Date | null {
  if (feed.cursor === null && feed.baselineAt === null) return null;
  const forgottenBefore = clock().getTime() - retentionMs;
  return new Date(Math.max((feed.baselineAt ?? readAt).getTime(), forgottenBefore));
}

/** Nothing is kept of a project that the account does not watch, whatever the forge sends. */
function ofWatchedProjects(sightings: readonly Sighting[], { work }: FeedTurn): readonly Sighting[] {
  const watched = new Set(work.projects.map(({ id }) => id));
  return sightings.filter(({ subject }) => watched.has(subject.projectId));
}
