import { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { readIssueList, sightIssues } from './issue-lists.js';

const cursorSchema = z.object({ newestAt: z.string().nullable() });

/**
 * Everything that moves in one project, for those who want all of it. That one is new its own times prove: what newly
 * concerns the reader comes through the account's feeds.
 */
export async function readProjectIssues(
  read: FeedRead,
  { id: projectId }: Pick<Project, 'id'>,
): Promise<FeedYield> {
  const since = cursorSchema.safeParse(read.request.cursor).data?.newestAt ?? null;
  const query = since === null ? { state: 'opened' as const } : { updatedAfter: withOverlap(since) };
  const { rows } = await readIssueList(read, { projectId, ...query });
  const sightings = await sightIssues(read, rows, () => false);
  const newestAt = latestOf(rows.map(({ updated_at }) => updated_at));
  const startedAt = since ?? read.client.serverTime()?.toISOString() ?? null;
  return {
    cursor: { newestAt: latestOf([startedAt, newestAt]) },
    sightings: inOrder(sightings),
    wakes: [],
    hasChanged: sightings.length > 0,
    isRunning: false,
    isAnnounced: true,
    newestAt: toDate(newestAt),
  };
}
