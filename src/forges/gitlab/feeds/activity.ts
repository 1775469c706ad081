import { Events } from '@gitbeaker/rest';
import { z } from 'zod';
import { parseList } from '../parse.js';
import { eventSchema, type RawEvent } from '../schema.js';
import { inOrder, latestOf, toDate, uniqueWakes, type FeedRead, type FeedYield } from './feed-read.js';
import { targetOf, wakesOf } from './event-wakes.js';
import { followedSchema, followThreads, NOBODYS } from './followed-threads.js';
import { knownTargets } from './known-targets.js';
import { sightComments } from './note-events.js';
import { sightOwnOpenings } from './own-openings.js';
import { sightPushes } from './push-events.js';
import { sightRevived } from './revived.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 50;
/** Reached only after a long silence of ours. */
const MAX_PAGES = 20;

const cursorSchema = z.object({
  id: z.number().int(),
  threads: followedSchema.default(NOBODYS),
  /** Where the feed begins at a time, of which no id is known. */
  since: z.string().optional(),
});

type Cursor = z.infer<typeof cursorSchema>;

/**
 * What happened in all projects, in one request. The id is the only cursor: the API's `after` is a whole day, and
 * pages may be short, or empty, because what the reader may not see is taken out after paging.
 * https://docs.gitlab.com/api/events/
 */
export async function readActivity(read: FeedRead): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const events = await readEvents(read, cursor);
  const newestId = Math.max(cursor?.id ?? 0, ...events.map(({ id }) => id));
  const watched = new Set(read.request.watched.map(({ id }) => id));
  const news = events
    .filter((event) => cursor !== null && isAfter(event, cursor) && watched.has(event.project_id ?? ''))
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
  return {
    cursor: { id: doneId ?? newestId, threads: talk.followed },
    sightings: inOrder([...sightings, ...talk.sightings, ...pushes, ...openings, ...revived]),
    wakes: uniqueWakes(news.flatMap((event) => wakesOf(event, known, read.request))),
    hasChanged: news.length + talk.sightings.length > 0,
    isRunning: false,
    newestAt: toDate(latestOf(events.map(({ created_at }) => created_at))),
  };
}

/** Newest first, down to the cursor; the baseline only learns where that is. */
async function readEvents({ client, drops }: FeedRead, cursor: Cursor | null): Promise<readonly RawEvent[]> {
  const events = new Map<number, RawEvent>();
  const ask = (page: number) =>
    client.ask(Events, (resource) => resource.all({ scope: 'all', perPage: PAGE_SIZE, page }));
  for await (const { body } of walkPages(cursor === null ? 1 : MAX_PAGES, ask)) {
    const rows = parseList(eventSchema, body, drops);
    for (const row of rows) events.set(row.id, row);
    if (cursor !== null && rows.some((row) => !isAfter(row, cursor))) break;
  }
  return [...events.values()];
}

function isAfter({ id, created_at }: RawEvent, { id: lastId, since }: Cursor): boolean {
  return id > lastId && (since === undefined || Date.parse(created_at ?? since) >= Date.parse(since));
}
