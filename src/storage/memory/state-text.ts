import { z } from 'zod';
import type { Feed } from '../../domain/feed.js';
import type { Notification } from '../../domain/notification.js';
import type { Snapshot } from '../../domain/subject.js';
import type { AccountMemory, MemoryFeed, MemoryState } from './memory-state.js';

const FORMAT = 'forgewatch-tail';
const VERSION = 1;

const time = z.iso.datetime().transform((text) => new Date(text));

const feedSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  kind: z.string().transform((kind) => kind as Feed['kind']),
  projectId: z.string().nullable(),
  cursor: z
    .record(z.string(), z.unknown())
    .transform((cursor) => cursor as Feed['cursor'])
    .nullable(),
  baselineAt: time.nullable(),
  nextPollAt: time,
  lastChangeAt: time.nullable(),
  isRunning: z.boolean(),
  failures: z.number().int(),
  lastError: z.string().nullable(),
});

/** What the program wrote itself is not looked into further than it takes to see that it did. */
const snapshotSchema = z
  .looseObject({ kind: z.string(), id: z.string() })
  .transform((body) => body as unknown as Snapshot);
const notificationSchema = z
  .looseObject({ kind: z.enum(['event', 'notice']), dedupeKey: z.string(), accountId: z.string() })
  .transform((one) => one as unknown as Notification);

const stateSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  accounts: z.record(
    z.string(),
    z.object({
      feeds: z.array(feedSchema),
      snapshots: z.array(z.tuple([z.string(), time, snapshotSchema])),
      events: z.array(z.tuple([z.string(), time])),
      watchedSince: z.array(z.tuple([z.string(), time])),
      owed: z.array(notificationSchema),
    }),
  ),
});

export type StateFault = 'not-a-state' | 'other-version';

/** As one JSON document. It holds what was seen of the forges, and no token. */
export function printState(state: MemoryState): string {
  const accounts = Object.fromEntries([...state].map(([id, memory]) => [id, printMemory(memory)]));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, accounts })}\n`;
}

export function parseState(text: string): MemoryState | StateFault {
  const document = readJson(text);
  const version = z.object({ format: z.literal(FORMAT), version: z.number() }).safeParse(document);
  if (!version.success) return 'not-a-state';
  if (version.data.version !== VERSION) return 'other-version';
  const parsed = stateSchema.safeParse(document);
  if (!parsed.success) return 'not-a-state';
  return new Map(
    Object.entries(parsed.data.accounts).map(([id, { feeds, snapshots, events, watchedSince, owed }]) => [
      id,
      {
        feeds: new Map(feeds.map((feed) => [feed.id, toFeed(feed)])),
        snapshots: new Map(snapshots.map(([key, keptAt, body]) => [key, { keptAt, body }])),
        events: new Map(events),
        watchedSince: new Map(watchedSince),
        owed: new Map(owed.map((one) => [one.dedupeKey, one])),
      },
    ]),
  );
}

function printMemory({ feeds, snapshots, events, watchedSince, owed }: AccountMemory): object {
  return {
    feeds: [...feeds.values()],
    snapshots: [...snapshots].map(([key, { keptAt, body }]) => [key, keptAt, body]),
    events: [...events],
    watchedSince: [...watchedSince],
    owed: [...owed.values()],
  };
}

function toFeed(feed: z.infer<typeof feedSchema>): MemoryFeed {
  return { ...feed, isLookout: true, wokenAt: null };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
