import { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import { sightEditedNotes } from './edited-notes.js';
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
  const issues = await sightIssues(read, rows, () => false);
  const moved = new Set(issues.map(({ subject }) => subject.id));
  const edits = since === null ? [] : await sightEditedNotes(read, rows, moved);
  const sightings = [...issues, ...edits];
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
