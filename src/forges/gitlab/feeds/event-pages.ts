import { Events } from '@gitbeaker/rest';
import { z } from 'zod';
import { DAY } from '../../../domain/time.js';
import { parseList } from '../parse.js';
import { eventSchema, type RawEvent } from '../schema.js';
import type { Asking } from './feed-read.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 50;
/** Reached only after a long silence of ours. */
const MAX_PAGES = 20;

/** Part of a cursor: how far events were read. Their ids are those of the whole server, and rise. */
export const placeSchema = z.object({
  id: z.number().int(),
  /** Where the reading begins at a time, of which no id is known. */
  since: z.string().nullable().default(null),
  /** Server's time of the last read that left nothing to be told; `null`: there was none. */
  readAt: z.string().nullable().default(null),
});

export type Place = z.infer<typeof placeSchema>;

/** All projects that the reader is a member of, or one that they can see. */
export type EventLog = { readonly scope: 'all' } | { readonly projectId: string };

/** The API's days are those of the server's zone, and begin after the one that is named. */
const DAYS_BACK_MS = 2 * DAY;

/**
 * Newest first, down to that place; without one, the first page that shows anything. The id is the only cursor. What the
 * reader may not see is taken out after paging, so that pages may be short, or empty: `after` keeps these few.
 * https://docs.gitlab.com/api/events/
 */
export async function readEvents(
  { client, drops }: Asking,
  log: EventLog,
  from: Place | null,
): Promise<readonly RawEvent[]> {
  const events = new Map<number, RawEvent>();
  const narrowed = { ...log, ...createdSince(from) };
  const ask = (page: number) =>
    client.ask(Events, (resource) => resource.all({ ...narrowed, perPage: PAGE_SIZE, page }));
  for await (const { body } of walkPages(MAX_PAGES, ask)) {
    const rows = parseList(eventSchema, body, drops);
    for (const row of rows) events.set(row.id, row);
    if (rows.some((row) => from === null || !isAfter(row, from))) break;
  }
  return [...events.values()];
}

/** Where the server's clock was set back since, this read misses what the next one shows. */
function createdSince(from: Place | null): { readonly after?: string } {
  if (from === null || from.readAt === null) return {};
  return { after: new Date(Date.parse(from.readAt) - DAYS_BACK_MS).toISOString().slice(0, 10) };
}

export function isAfter({ id, created_at }: RawEvent, { id: lastId, since }: Place): boolean {
  return id > lastId && (since === null || Date.parse(created_at ?? since) >= Date.parse(since));
}

export function newestId(events: readonly RawEvent[], from: Place | null): number {
  return Math.max(from?.id ?? 0, ...events.map(({ id }) => id));
}
