import type { Feed } from '../../domain/feed.js';
import type { Notification } from '../../domain/notification.js';
import type { Snapshot } from '../../domain/subject.js';

/** A feed, and the word left for a read under way that may have missed something. */
export interface MemoryFeed extends Feed {
  readonly wokenAt: Date | null;
}

export interface MemorySnapshot {
  readonly body: Snapshot;
  /** When it was kept, by our clock. */
  readonly keptAt: Date;
}

/** What one account knows. Keys are those of the port: feed id, `subjectKey`, event key. */
export interface AccountMemory {
  readonly feeds: Map<string, MemoryFeed>;
  readonly snapshots: Map<string, MemorySnapshot>;
  /** When each event was recorded. */
  readonly events: Map<string, Date>;
  /** Since when each project is watched. */
  readonly watchedSince: Map<string, Date>;
  /** Not delivered yet, in order. */
  readonly owed: Map<string, Notification>;
}

/** By account. */
export type MemoryState = Map<string, AccountMemory>;

export function emptyMemory(): AccountMemory {
  return {
    feeds: new Map(),
    snapshots: new Map(),
    events: new Map(),
    watchedSince: new Map(),
    owed: new Map(),
  };
}
