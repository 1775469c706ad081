import { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import type { RawMergeRequest } from '../schema.js';
import { stateOf } from '../transform/merge-request.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { sightMergeRequests } from './merge-request-details.js';
import { type MergeRequestList, readMergeRequestList } from './merge-request-lists.js';
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
  /** Begun in the past: the open ones are still to be read, besides those that have moved since. */
  owesOpen: z.boolean().optional(),
});

type Cursor = z.infer<typeof cursorSchema>;

const NOTHING_MOVED: Portion<RawMergeRequest> = { rows: [], isWhole: true };

/** Everything that moves in one project. https://docs.gitlab.com/api/merge_requests/#list-project-merge-requests */
export async function readProjectMergeRequests(
  read: FeedRead,
  { id: projectId }: Pick<Project, 'id'>,
): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const open = cursor === null || cursor.owesOpen === true ? await readOpen(read, projectId) : null;
  const isNews = (row: RawMergeRequest): boolean => cursor?.isWhole === true && stateOf(row) === 'open';
  const portion =
    cursor === null ? NOTHING_MOVED : await nextPortion(read, await readMoved(read, projectId, cursor));
  const rows = [...portion.rows, ...(open?.rows ?? [])];
  const { doubtful, unsettled, ...seen } = await sightMergeRequests(read, rows, isNews);
  const newestAt = latestOf((cursor === null ? rows : portion.rows).map(({ updated_at }) => updated_at));
  const startedAt = cursor === null ? (read.client.serverTime()?.toISOString() ?? null) : cursor.newestAt;
  return {
    cursor: {
      newestAt: heldBack(latestOf([startedAt, newestAt]), unsettled),
      isWhole: open === null ? cursor?.isWhole === true : open.isWhole && seen.isComplete,
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

function readOpen(read: FeedRead, projectId: string): Promise<MergeRequestList> {
  const limits = { pageSize: PAGE_SIZE, maxPages: MAX_BASELINE_PAGES };
  return readMergeRequestList(read, { projectId, state: 'opened' }, limits);
}

async function readMoved(
  read: FeedRead,
  projectId: string,
  { newestAt }: Cursor,
): Promise<readonly RawMergeRequest[]> {
  const query = newestAt === null ? { state: 'opened' as const } : { updatedAfter: withOverlap(newestAt) };
  const limits = { pageSize: PAGE_SIZE, maxPages: MAX_PAGES };
  return (await readMergeRequestList(read, { projectId, ...query }, limits)).rows;
}
