import { z } from 'zod';
import type { Person } from '../../../domain/forge.js';
import type { RawMergeRequest } from '../schema.js';
import { stateOf } from '../transform/merge-request.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { readAbsent, trackedSchema, type Tracked } from './absent-merge-requests.js';
import { newestOfEach, sightMergeRequests } from './merge-request-details.js';
import { readMergeRequestList, type MergeRequestList } from './merge-request-lists.js';

const MAX_PAGES = 10;
const MAX_WHOLE_PAGES = 6;

const cursorSchema = z.object({
  newestAt: z.string().nullable(),
  /** The baseline knew all, so that what was not in it is news. */
  isWhole: z.boolean(),
  /** Watched projects of which all is known; what belongs to another is first seen in silence. */
  projects: z.array(z.string()),
  tracked: z.array(trackedSchema),
});

type Cursor = z.infer<typeof cursorSchema>;

/**
 * Merge requests that wait on the reader or are the reader's own, in all projects, with one request a list.
 *
 * `updated_after` would never show that somebody stopped waiting on the reader: such a merge request has left the
 * list. So the two lists of what waits are read whole, open ones only, and who has left them is looked at. The
 * reader's own cannot leave theirs, and are asked for by time.
 */
export async function readMyMergeRequests(read: FeedRead): Promise<FeedYield> {
  const { viewer, watched } = read.request;
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const lists = await readLists(read, cursor);
  const projects = new Set(watched.map(({ id }) => id));
  const isWatched = (row: RawMergeRequest): boolean => projects.has(row.project_id);
  const asked = newestOfEach(lists.asked.rows.filter(isWatched));
  const absent = await readAbsent(read, cursor?.tracked ?? [], { seen: asked, isWhole: lists.asked.isWhole });
  const rows = [...asked.values(), ...lists.own.rows.filter(isWatched), ...absent.rows];
  const known = new Set(cursor?.projects ?? []);
  const isNews = (row: RawMergeRequest): boolean =>
    cursor?.isWhole === true &&
    known.has(row.project_id) &&
    stateOf(row) === 'open' &&
    !absent.rows.includes(row);
  const { sightings, isComplete } = await sightMergeRequests(read, rows, isNews);
  return {
    cursor: {
      newestAt: newestAt(read, cursor, lists.own.rows),
      isWhole: cursor?.isWhole ?? (lists.asked.isWhole && lists.own.isWhole),
      projects: [...projects].filter((id) => isComplete || known.has(id)),
      tracked: [
        ...[...asked.values()].filter((row) => isAsked(row, viewer)).map(toTracked),
        ...absent.tracked,
      ],
    },
    sightings: inOrder(sightings),
    wakes: [],
    hasChanged: sightings.length > 0,
    isRunning: false,
    newestAt: toDate(latestOf(rows.map(({ updated_at }) => updated_at))),
  };
}

interface Lists {
  readonly asked: MergeRequestList;
  readonly own: MergeRequestList;
}

async function readLists(read: FeedRead, cursor: Cursor | null): Promise<Lists> {
  const { viewer, watched } = read.request;
  const since =
    cursor?.newestAt === undefined || cursor.newestAt === null ? null : withOverlap(cursor.newestAt);
  const hasNewProject = watched.some(({ id }) => cursor?.projects.includes(id) !== true);
  const whole = { pageSize: 100, maxPages: MAX_WHOLE_PAGES };
  const reviewing = { reviewerUsername: viewer.login, state: 'opened' } as const;
  const assigned = { assigneeId: Number(viewer.id), state: 'opened' } as const;
  const mine = { authorUsername: viewer.login };
  const lists = [
    await readMergeRequestList(read, reviewing, whole),
    await readMergeRequestList(read, assigned, whole),
  ];
  const ownLists: MergeRequestList[] = [];
  if (since !== null) {
    const query = { ...mine, updatedAfter: since };
    ownLists.push(await readMergeRequestList(read, query, { pageSize: 50, maxPages: MAX_PAGES }));
  }
  if (since === null || hasNewProject) {
    const query = { ...mine, state: 'opened' } as const;
    ownLists.push(await readMergeRequestList(read, query, whole));
  }
  return { asked: join(lists), own: join(ownLists) };
}

function join(lists: readonly MergeRequestList[]): MergeRequestList {
  return { rows: lists.flatMap(({ rows }) => rows), isWhole: lists.every(({ isWhole }) => isWhole) };
}

/** From the reader's own list alone, the only one that is asked for by time. The baseline starts at the server's now. */
function newestAt(read: FeedRead, cursor: Cursor | null, own: readonly RawMergeRequest[]): string | null {
  const startedAt = cursor === null ? (read.client.serverTime()?.toISOString() ?? null) : cursor.newestAt;
  return latestOf([startedAt, ...own.map(({ updated_at }) => updated_at)]);
}

/** The author's own list shows all that happens to it, also when nobody is asked any more. */
function isAsked(row: RawMergeRequest, viewer: Person): boolean {
  return row.author?.id !== viewer.id;
}

function toTracked(row: RawMergeRequest): Tracked {
  return [row.id, row.project_id, Number(row.iid)];
}
