import { z } from 'zod';
import type { RawMergeRequest } from '../schema.js';
import { inOrder, latestOf, toDate, type FeedRead, type FeedYield } from './feed-read.js';
import { readAbsent, trackedSchema, type Tracked } from './absent-merge-requests.js';
import { newestOfEach, sightMergeRequests } from './merge-request-details.js';
import { readMergeRequestList, type MergeRequestList } from './merge-request-lists.js';
import { lookAtThreads, NO_LOOKS, threadLooksSchema } from './thread-looks.js';

const LIMITS = { pageSize: 100, maxPages: 6 };

const cursorSchema = z.object({
  /** The baseline knew all, so that what was not in it is news. */
  isWhole: z.boolean(),
  /** Watched projects of which all is known; what belongs to another is first seen in silence. */
  projects: z.array(z.string()),
  tracked: z.array(trackedSchema),
  threads: threadLooksSchema.default(NO_LOOKS),
});

/**
 * Merge requests that wait on the reader or are the reader's own, in all projects, with one request a list.
 *
 * `updated_after` would show neither that somebody stopped waiting on the reader, since such a merge request has left
 * the list, nor that one has come into conflict or can be merged now, which moves no `updated_at`. So the lists are read
 * whole, open ones only, and what has left them is looked at.
 */
export async function readMyMergeRequests(read: FeedRead): Promise<FeedYield> {
  const { watched } = read.request;
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const lists = await readLists(read);
  const projects = new Set(watched.map(({ id }) => id));
  const listed = newestOfEach(lists.rows.filter((row) => projects.has(row.project_id)));
  const absent = await readAbsent(read, cursor?.tracked ?? [], { seen: listed, isWhole: lists.isWhole });
  const rows = [...listed.values(), ...absent.rows];
  const known = new Set(cursor?.projects ?? []);
  const tracked = new Set(cursor?.tracked.map(([id]) => id));
  // One that is tracked is known, even where its snapshot was forgotten since.
  const isNews = (row: RawMergeRequest): boolean =>
    cursor?.isWhole === true && known.has(row.project_id) && listed.has(row.id) && !tracked.has(row.id);
  const { sightings, isComplete, hasChanged, doubtful } = await sightMergeRequests(read, rows, isNews);
  const talk = await lookAtThreads(read, rows, cursor?.threads ?? NO_LOOKS);
  return {
    cursor: {
      isWhole: cursor?.isWhole ?? lists.isWhole,
      projects: [...projects].filter((id) => isComplete || known.has(id)),
      tracked: [...[...listed.values()].map(toTracked), ...absent.tracked],
      threads: talk.threads,
    },
    sightings: inOrder([...sightings, ...talk.sightings]),
    wakes: [],
    hasChanged: hasChanged || talk.sightings.length > 0,
    isRunning: false,
    isUnsettled: doubtful.length > 0,
    newestAt: toDate(latestOf(rows.map(({ updated_at }) => updated_at))),
  };
}

async function readLists(read: FeedRead): Promise<MergeRequestList> {
  const { id, login } = read.request.viewer;
  const roles = [{ reviewerUsername: login }, { assigneeId: Number(id) }, { authorUsername: login }];
  const lists: MergeRequestList[] = [];
  for (const role of roles) {
    lists.push(await readMergeRequestList(read, { ...role, state: 'opened' }, LIMITS));
  }
  return { rows: lists.flatMap(({ rows }) => rows), isWhole: lists.every(({ isWhole }) => isWhole) };
}

function toTracked(row: RawMergeRequest): Tracked {
  return [row.id, row.project_id, Number(row.iid)];
}
