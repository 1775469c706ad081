import type { RawEvent } from '../schema.js';
import { askForDetail, isOfThisAlone } from './detail.js';
import { isAfter, newestId, readEvents, type Place } from './event-pages.js';
import type { FeedRead } from './feed-read.js';
import { readMemberships } from './memberships.js';
import {
  afterActivity,
  afterCheck,
  afterLooks,
  forgetUnwatched,
  isBehind,
  isCheckDue,
  takeTurns,
  type Outside,
} from './outside-projects.js';

interface Activity {
  /** What it shows of members' projects. */
  readonly shown: readonly RawEvent[];
  /** `null`: its first read. */
  readonly place: Place | null;
  readonly outside: Outside;
}

export interface OutsideEvents {
  readonly events: readonly RawEvent[];
  /** Neither way has told it; on the first read nothing is. */
  isUntold(event: RawEvent): boolean;
  /** What to remember, when all up to `doneId` is told, or everything, and the activity has come to `activityId`. */
  settle(
    doneId: number | null,
    activityId: number,
  ): { readonly outside: Outside; readonly isBehind: boolean };
}

/**
 * What happened in watched projects of which the reader is no member: the activity leaves these out, and each is asked
 * for its own events. Both ways show the same events by the same ids, so that a project may go over from one to the other.
 */
export async function lookOutside(
  read: FeedRead,
  { shown, place, outside }: Activity,
): Promise<OutsideEvents> {
  const now = read.client.serverTime() ?? new Date(0);
  const known = await learnStandings(read, { shown, place, outside }, now);
  const places = new Map(known.projects.map((project) => [project.projectId, project.place]));
  const { due, hasTurn } = takeTurns(known, now);
  const looks = new Map<string, readonly RawEvent[] | null>();
  for (const { projectId, place: from } of due) {
    const found = await askForDetail(() => readEvents(read, { projectId }, from), isOfThisAlone);
    looks.set(projectId, found);
  }
  return {
    // What the first look shows is history.
    events: [...looks].flatMap(([id, events]) => (places.get(id) ? (events ?? []) : [])),
    isUntold(event) {
      const from = places.get(event.project_id ?? '') ?? place;
      return from !== null && isAfter(event, from);
    },
    settle(doneId, activityId) {
      const next = afterLooks(known, { looks, hasTurn, now, doneId, activityId });
      return { outside: next, isBehind: isBehind(next) };
    },
  };
}

async function learnStandings(
  read: FeedRead,
  { shown, place, outside }: Activity,
  now: Date,
): Promise<Outside> {
  const watched = read.request.watched.map(({ id }) => id);
  const kept = forgetUnwatched(outside, watched);
  if (watched.length === 0 || !isCheckDue(kept, watched, now)) return afterActivity(kept, shown);
  const memberships = await readMemberships(read, watched);
  return afterCheck(kept, {
    watched,
    memberships,
    now,
    activity: place ?? { id: newestId(shown, null), since: null, readAt: null },
  });
}
