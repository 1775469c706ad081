import { MergeRequests } from '@gitbeaker/rest';
import { z } from 'zod';
import { isOutOfReach } from '../errors.js';
import { parseReply } from '../parse.js';
import { mergeRequestSchema, type RawMergeRequest } from '../schema.js';
import { stateOf } from '../transform/merge-request.js';
import { isBroken } from './detail.js';
import type { FeedRead } from './feed-read.js';

/** Id, project and number of an open merge request that waits on the reader or is the reader's own. */
export const trackedSchema = z.tuple([z.string(), z.string(), z.number().int()]);

export type Tracked = z.infer<typeof trackedSchema>;

export interface Seen {
  readonly seen: ReadonlyMap<string, unknown>;
  /** False: absence proves nothing. */
  readonly isWhole: boolean;
}

export interface Absent {
  readonly rows: readonly RawMergeRequest[];
  /** Still to be looked after at the next read. */
  readonly tracked: readonly Tracked[];
}

/** One request each; the rest waits for the next read. */
const MAX_ABSENT = 20;

/** Reads those that have left the lists: merged, closed, or no longer the reader's to see to. */
export async function readAbsent(read: FeedRead, tracked: readonly Tracked[], seen: Seen): Promise<Absent> {
  const watched = new Set(read.request.watched.map(({ id }) => id));
  const missing = tracked.filter(([id, project]) => !seen.seen.has(id) && watched.has(project));
  if (!seen.isWhole) return { rows: [], tracked: missing };
  const rows: RawMergeRequest[] = [];
  const still: Tracked[] = missing.slice(MAX_ABSENT);
  for (const entry of missing.slice(0, MAX_ABSENT)) {
    const row = await readOne(read, entry);
    if (row === 'gone') continue;
    if (row !== 'broken') rows.push(row);
    if (row === 'broken' || isBusy(row, read.request.viewer.id)) still.push(entry);
  }
  return { rows, tracked: still };
}

/** `gone`: out of the reader's sight now. `broken`: the server stumbles over it; it is asked for again. */
async function readOne(
  { client }: FeedRead,
  [, project, iid]: Tracked,
): Promise<RawMergeRequest | 'gone' | 'broken'> {
  try {
    const { body } = await client.ask(MergeRequests, (requests) => requests.show(project, iid));
    return parseReply(mergeRequestSchema, body);
  } catch (error) {
    if (isOutOfReach(error)) return 'gone';
    if (isBroken(error)) return 'broken';
    throw error;
  }
}

/** Locked while it is being merged, or back in a list by the time it was looked at. */
function isBusy(row: RawMergeRequest, viewerId: string): boolean {
  const people = [row.author, row.assignee, ...row.assignees, ...row.reviewers];
  return stateOf(row) === 'open' && people.some((person) => person?.id === viewerId);
}
