import { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import type { RawMergeRequest } from '../schema.js';
import { stateOf } from '../transform/merge-request.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { sightMergeRequests } from './merge-request-details.js';
import { readMergeRequestList, type MergeRequestQuery } from './merge-request-lists.js';
import { type Portion, takePortion } from './portion.js';

const PAGE_SIZE = 50;
const MAX_PAGES = 10;
const MAX_BASELINE_PAGES = 6;
/** Of what moved, which costs up to two requests each. */
const MAX_DETAILS = 20;

const cursorSchema = z.object({
  newestAt: z.string().nullable(),
  /** The baseline knew all open ones, so that one which it did not know is news. */
  isWhole: z.boolean(),
});

type Cursor = z.infer<typeof cursorSchema>;

/** Everything that moves in one project. https://docs.gitlab.com/api/merge_requests/#list-project-merge-requests */
export async function readProjectMergeRequests(
  read: FeedRead,
  { id: projectId }: Pick<Project, 'id'>,
): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const list = await readMergeRequestList(read, queryOf(projectId, cursor), {
    pageSize: PAGE_SIZE,
    maxPages: cursor === null ? MAX_BASELINE_PAGES : MAX_PAGES,
  });
  const isNews = (row: RawMergeRequest): boolean => cursor?.isWhole === true && stateOf(row) === 'open';
  const portion = cursor === null ? { rows: list.rows, isWhole: true } : await nextPortion(read, list.rows);
  const { doubtful, unsettled, ...seen } = await sightMergeRequests(read, portion.rows, isNews);
  const newestAt = latestOf(portion.rows.map(({ updated_at }) => updated_at));
  const startedAt = cursor === null ? (read.client.serverTime()?.toISOString() ?? null) : cursor.newestAt;
  return {
    cursor: {
      newestAt: heldBack(latestOf([startedAt, newestAt]), unsettled),
      isWhole: cursor?.isWhole ?? (list.isWhole && seen.isComplete),
    },
    sightings: inOrder(seen.sightings),
    wakes: [],
    hasChanged: seen.hasChanged,
    isRunning: false,
    hasMore: !portion.isWhole,
    isUnsettled: doubtful.length > 0,
    isAnnounced: true,
    newestAt: toDate(newestAt),
  };
}

/** The next read shows them again, though they do not move. */
function heldBack(newestAt: string | null, unsettled: readonly RawMergeRequest[]): string | null {
  const oldest = unsettled.map(({ updated_at }) => updated_at).toSorted()[0];
  return oldest !== undefined && newestAt !== null && oldest < newestAt ? oldest : newestAt;
}

async function nextPortion(
  { request }: FeedRead,
  rows: readonly RawMergeRequest[],
): Promise<Portion<RawMergeRequest>> {
  const ids = rows.map(({ id }) => id);
  const known = await request.lookup('merge-request', ids);
  return takePortion(rows, (row) => known.get(row.id)?.updatedAt !== row.updated_at, MAX_DETAILS);
}

function queryOf(projectId: string, cursor: Cursor | null): MergeRequestQuery {
  const since = cursor?.newestAt ?? null;
  return since === null ? { projectId, state: 'opened' } : { projectId, updatedAfter: withOverlap(since) };
}
