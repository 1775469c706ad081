import { z } from 'zod';
import type { Sighting } from '../../../domain/feed.js';
import { isSamePerson, type Person } from '../../../domain/forge.js';
import type { Subject } from '../../../domain/subject.js';
import type { Comment } from '../../../domain/subjects/comment.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import type { ThreadList } from '../../../domain/subjects/thread-list.js';
import { DAY, MINUTE } from '../../../domain/time.js';
import { changedAmong } from '../../changed-among.js';
import { toThreadList, type ThreadPlace } from '../transform/thread-list.js';
import type { FeedRead } from './feed-read.js';
import { readDiscussions } from './thread-looks.js';

/** Part of a cursor. */
export const followedSchema = z.object({
  /** Merge requests with open threads of the reader's; whose turn was longest ago comes first. */
  ids: z.array(z.string()),
  /** Server's time of the last look without a cause. */
  againAt: z.string().nullable(),
});

export type Followed = z.infer<typeof followedSchema>;

export const NOBODYS: Followed = { ids: [], againAt: null };

/** One request each. */
const MAX_LOOKS = 5;
const MAX_FOLLOWED = 20;
const AGAIN_MS = 30 * MINUTE;
/** A talk that ended so long ago goes on elsewhere, or never. */
const FORGOTTEN_MS = 30 * DAY;

/**
 * Threads of merge requests that are in none of the reader's lists, because all that the reader did was to write. They
 * are looked at when somebody writes there, and one of them now and then.
 */
export async function followThreads(
  read: FeedRead,
  subjects: readonly Subject[],
  before: Followed,
): Promise<{ readonly sightings: readonly Sighting[]; readonly followed: Followed }> {
  const again = turnOf(read, before);
  const causes = await placesTalkedAt(read, subjects, before);
  const places = new Map(causes.map((place) => [place.on.id, place]));
  if (again !== null && !places.has(again)) {
    for (const list of (await read.request.lookup('thread-list', [again])).values())
      places.set(list.id, list);
  }
  const lists: ThreadList[] = [];
  const due = [...places.values()].slice(-MAX_LOOKS);
  for (const place of due) {
    const discussions = await readDiscussions(read, place.projectId, place.on.number);
    const list = discussions === null ? null : toThreadList(place, discussions, read.request.viewer);
    if (list !== null) lists.push(list);
  }
  const looked = new Set(due.map(({ on }) => on.id));
  const still = before.ids.filter((id) => !looked.has(id) && (id !== again || places.has(id)));
  const open = lists.filter((list) => isOpen(list) && !isForgotten(read, list)).map(({ id }) => id);
  const changed = await changedAmong(read.request.lookup, 'thread-list', lists);
  return {
    sightings: changed.map((subject) => ({ subject, isNews: false })),
    followed: {
      ids: [...still, ...open].slice(-MAX_FOLLOWED),
      againAt: again === null ? before.againAt : (timeOf(read)?.toISOString() ?? null),
    },
  };
}

/** Where the reader wrote, or anybody where the reader has open threads; the last to be written to come last. */
async function placesTalkedAt(
  { request }: FeedRead,
  subjects: readonly Subject[],
  { ids }: Followed,
): Promise<readonly ThreadPlace[]> {
  const comments = subjects.filter(
    (one): one is Comment =>
      one.kind === 'comment' &&
      one.on.kind === 'merge-request' &&
      (ids.includes(one.on.id) || isSamePerson(one.author, request.viewer)),
  );
  if (comments.length === 0) return [];
  const known = await request.lookup(
    'merge-request',
    comments.map(({ on }) => on.id),
  );
  return comments
    .filter(({ on }) => !isListed(known.get(on.id), request.viewer))
    .map(({ projectId, on, updatedAt }) => ({ projectId, on, updatedAt }));
}

/** The reader's own lists show it, with its threads. */
function isListed(mergeRequest: MergeRequest | undefined, viewer: Person): boolean {
  if (mergeRequest === undefined) return false;
  const { author, reviewers, assignees } = mergeRequest;
  return [author, ...reviewers, ...assignees].some((one) => isSamePerson(one, viewer));
}

function turnOf(read: FeedRead, { ids, againAt }: Followed): string | null {
  const now = timeOf(read)?.getTime() ?? null;
  const isTime = now !== null && (againAt === null || now >= Date.parse(againAt) + AGAIN_MS);
  return isTime ? (ids[0] ?? null) : null;
}

function isOpen({ threads }: ThreadList): boolean {
  return threads.some(({ resolution }) => resolution === null);
}

function isForgotten(read: FeedRead, { updatedAt }: ThreadList): boolean {
  return (timeOf(read)?.getTime() ?? 0) > Date.parse(updatedAt) + FORGOTTEN_MS;
}

function timeOf({ client }: FeedRead): Date | null {
  return client.serverTime();
}
