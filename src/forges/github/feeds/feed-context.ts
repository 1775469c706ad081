import type { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { FeedReading, Sighting, Wake } from '../../../domain/feed.js';
import type { JsonObject } from '../../../domain/json.js';
import type { LogFields, Logger } from '../../../domain/logger.js';
import type { PeerCall } from '../../../domain/peer-call.js';
import type { FeedRequest } from '../../../domain/ports/forge-adapter.js';
import type { Project } from '../../../domain/project.js';
import type { Subject } from '../../../domain/subject.js';
import type { GithubClient } from '../client.js';
import type { DropTally } from '../drop-tally.js';
import { newestOf } from '../list-walk.js';
import type { ProjectReader } from '../project-reader.js';
import type { WikiRepository } from '../wiki/wiki-repository.js';

/** What every feed reads with. */
export interface FeedContext {
  readonly client: GithubClient;
  readonly request: FeedRequest;
  readonly drops: DropTally;
  readonly logger: Logger;
  readonly openWiki: (project: Project) => Promise<WikiRepository>;
  /** Warns of what a server lacks: each message once for each server. */
  readonly noteOnce: (fields: LogFields, message: string) => void;
}

export function projectOf(request: FeedRequest): Project {
  if (request.project !== null) return request.project;
  throw new ForgeError('invalid', { detail: `the feed ${request.kind} needs a project` });
}

/** `null` for the baseline; a cursor of another form counts as none, so it starts silently once more. */
export function openCursor<S extends z.ZodType>(schema: S, context: FeedContext): z.output<S> | null {
  const { cursor, kind } = context.request;
  if (cursor === null) return null;
  const parsed = schema.safeParse(cursor);
  if (parsed.success) return parsed.data;
  context.logger.warn({ feed: kind }, 'github cursor not understood, reading the baseline anew');
  return null;
}

export interface ReadingParts {
  readonly subjects: readonly Subject[];
  /** They were not in the list before, which shows all of its kind. */
  readonly isNews?: boolean;
  readonly wakes?: readonly Wake[];
  readonly calls?: readonly PeerCall[];
  readonly cursor: JsonObject;
  readonly isRunning: boolean;
  readonly hasMore: boolean;
  readonly isUnsettled?: boolean;
  readonly isFreeWatch?: boolean;
  readonly serverTime: Date | null;
  readonly dropped: number;
  readonly movedTo: Project | undefined;
}

/** Hardly a GitHub list proves by itself that an unknown item is news: the time of creation does. */
export function toReading(parts: ReadingParts): FeedReading {
  // GitHub's times are whole seconds, and its lists begin with the newest.
  const subjects = [...parts.subjects].sort(
    (one, other) =>
      changeTime(one) - changeTime(other) || one.id.localeCompare(other.id, 'en', { numeric: true }),
  );
  const newest = newestOf(subjects.map((subject) => subject.updatedAt));
  return {
    sightings: subjects.map((subject): Sighting => ({ subject, isNews: parts.isNews ?? false })),
    wakes: parts.wakes ?? [],
    ...(parts.calls === undefined || parts.calls.length === 0 ? {} : { calls: parts.calls }),
    cursor: parts.cursor,
    hasChanged: subjects.length > 0,
    isRunning: parts.isRunning,
    hasMore: parts.hasMore,
    ...(parts.isUnsettled === true ? { isUnsettled: true } : {}),
    isFreeWatch: parts.isFreeWatch ?? false,
    newestAt: newest === null ? null : new Date(newest),
    serverTime: parts.serverTime,
    minPollSeconds: null,
    dropped: parts.dropped,
    ...(parts.movedTo === undefined ? {} : { movedTo: parts.movedTo }),
  };
}

/**
 * The project has no such thing, which a repository without commits calls a conflict, or the token may not read it:
 * there is nothing, and it stays at `cursor`. That the project itself is lost, other feeds tell.
 */
export async function unlessForbidden(
  project: ProjectReader,
  cursor: JsonObject,
  read: () => Promise<FeedReading>,
): Promise<FeedReading> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ForgeError) || !NOTHING_THERE.has(error.code)) throw error;
    const nothing = { subjects: [], isRunning: false, hasMore: false, serverTime: null, dropped: 0 };
    return toReading({ ...nothing, cursor, movedTo: project.movedTo() });
  }
}

const NOTHING_THERE: ReadonlySet<string> = new Set(['forbidden', 'conflict']);

function changeTime(subject: Subject): number {
  return Date.parse(subject.updatedAt);
}
