import type { RawEvent } from '../schema.js';
import { newestId, placeSchema, readEvents } from './event-pages.js';
import { targetOf, wakesOf } from './event-wakes.js';
import { inOrder, latestOf, toDate, uniqueWakes, type FeedRead, type FeedYield } from './feed-read.js';
import { followedSchema, followThreads, NOBODYS } from './followed-threads.js';
import { knownTargets } from './known-targets.js';
import { sightComments } from './note-events.js';
import { lookOutside } from './outside-events.js';
import { NOTHING_OUTSIDE, outsideSchema } from './outside-projects.js';
import { sightOwnOpenings } from './own-openings.js';
import { sightPushes } from './push-events.js';
import { sightRevived } from './revived.js';

const cursorSchema = placeSchema.extend({
  threads: followedSchema.default(NOBODYS),
  outside: outsideSchema.default(NOTHING_OUTSIDE),
});

/** What happened in all projects of which the reader is a member, in one request, and in the others one by one. */
export async function readActivity(read: FeedRead): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const shown = await readEvents(read, { scope: 'all' }, cursor);
  const place = cursor && { id: cursor.id, since: cursor.since, readAt: cursor.readAt };
  const others = await lookOutside(read, { shown, place, outside: cursor?.outside ?? NOTHING_OUTSIDE });
  const events = [...shown, ...others.events];
  const watched = new Set(read.request.watched.map(({ id }) => id));
  const news = unique(events)
    .filter((event) => watched.has(event.project_id ?? '') && others.isUntold(event))
    .toSorted((one, other) => one.id - other.id);
  const { sightings, doneId } = await sightComments(read, news);
  const talk = await followThreads(
    read,
    sightings.map(({ subject }) => subject),
    cursor?.threads ?? NOBODYS,
  );
  const pushes = await sightPushes(
    read,
    news.filter(({ id }) => doneId === null || id <= doneId),
  );
  const known = await knownTargets(
    read,
    news.map(targetOf).filter((target) => target !== null),
  );
  const openings = await sightOwnOpenings(read, news, known);
  const revived = await sightRevived(read, news, known);
  const newest = newestId(shown, cursor);
  const id = doneId === null ? newest : Math.max(cursor?.id ?? 0, Math.min(newest, doneId));
  const readAt = id === newest ? (read.client.serverTime()?.toISOString() ?? null) : (cursor?.readAt ?? null);
  const { outside, isBehind } = others.settle(doneId, id);
  return {
    cursor: { id, readAt, threads: talk.followed, outside },
    sightings: inOrder([...sightings, ...talk.sightings, ...pushes, ...openings, ...revived]),
    wakes: uniqueWakes(news.flatMap((event) => wakesOf(event, known, read.request))),
    hasChanged: news.length + talk.sightings.length > 0,
    isRunning: false,
    hasMore: isBehind,
    newestAt: toDate(latestOf(events.map(({ created_at }) => created_at))),
  };
}

function unique(events: readonly RawEvent[]): readonly RawEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}
