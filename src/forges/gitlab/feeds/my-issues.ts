import { z } from 'zod';
import type { RawIssue } from '../schema.js';
import { stateOfIssue } from '../transform/issue.js';
import { readAbsentIssues } from './absent-issues.js';
import { trackedSchema, type Tracked } from './absent-merge-requests.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { readIssueList, sightIssues, type IssueList, type IssueQuery } from './issue-lists.js';

const cursorSchema = z.object({
  /** Of the reader's own list. */
  newestAt: z.string().nullable(),
  /** The baseline knew all that was assigned to the reader, so that what was not in it is news. */
  isWhole: z.boolean(),
  /** Watched projects of which all is known; what belongs to another is first seen in silence. */
  projects: z.array(z.string()),
  /** Open and assigned to the reader. */
  tracked: z.array(trackedSchema),
});

type Cursor = z.infer<typeof cursorSchema>;

/**
 * Issues that are assigned to the reader or were opened by them, in all projects, with one request a list. The first
 * list is read whole, because one that is assigned no more has left it, and because a due date comes near without an
 * update; the second is asked for by time.
 */
export async function readMyIssues(read: FeedRead): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const watched = new Set(read.request.watched.map(({ id }) => id));
  const isWatched = (row: RawIssue): boolean => watched.has(row.project_id);
  const mine = await readIssueList(read, { assigneeId: Number(read.request.viewer.id), state: 'opened' });
  const own = await readOwn(read, cursor);
  const assigned = mine.rows.filter(isWatched);
  const absent = await readAbsent(read, cursor, mine);
  const sightings = await sightIssues(
    read,
    [...assigned, ...own.filter(isWatched), ...absent.rows],
    newsAfter(cursor),
  );
  const startedAt = cursor === null ? (read.client.serverTime()?.toISOString() ?? null) : cursor.newestAt;
  return {
    cursor: {
      newestAt: latestOf([startedAt, ...own.map(({ updated_at }) => updated_at)]),
      isWhole: cursor?.isWhole ?? mine.isWhole,
      projects: [...watched],
      tracked: [...assigned.map(toTracked), ...absent.left],
    },
    sightings: inOrder(sightings),
    wakes: [],
    hasChanged: sightings.length > 0,
    isRunning: false,
    newestAt: toDate(latestOf(sightings.map(({ subject }) => subject.updatedAt))),
  };
}

/** Of a project that is new to the account, the open ones are learnt as well. */
async function readOwn(read: FeedRead, cursor: Cursor | null): Promise<readonly RawIssue[]> {
  const { viewer, watched } = read.request;
  const since = cursor?.newestAt ?? null;
  const queries: IssueQuery[] = [];
  if (since !== null) queries.push({ authorUsername: viewer.login, updatedAfter: withOverlap(since) });
  if (since === null || watched.some(({ id }) => cursor?.projects.includes(id) !== true)) {
    queries.push({ authorUsername: viewer.login, state: 'opened' });
  }
  const rows: RawIssue[] = [];
  for (const query of queries) rows.push(...(await readIssueList(read, query)).rows);
  return rows;
}

/** A list that was cut short proves no absence. */
async function readAbsent(
  read: FeedRead,
  cursor: Cursor | null,
  mine: IssueList,
): ReturnType<typeof readAbsentIssues> {
  const seen = new Set(mine.rows.map(({ id }) => id));
  const watched = new Set(read.request.watched.map(({ id }) => id));
  const missing = (cursor?.tracked ?? []).filter(([id, project]) => !seen.has(id) && watched.has(project));
  return mine.isWhole ? readAbsentIssues(read, missing) : { rows: [], left: missing };
}

/** One that is tracked is known, even where its snapshot was forgotten since. */
function newsAfter(cursor: Cursor | null): (row: RawIssue) => boolean {
  if (cursor?.isWhole !== true) return () => false;
  const tracked = new Set(cursor.tracked.map(([id]) => id));
  const known = new Set(cursor.projects);
  return (row) => stateOfIssue(row) === 'open' && known.has(row.project_id) && !tracked.has(row.id);
}

function toTracked({ id, project_id, iid }: RawIssue): Tracked {
  return [id, project_id, Number(iid)];
}
