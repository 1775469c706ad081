import { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import { askForDetail } from './detail.js';
import { sightEditedNotes } from './edited-notes.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { type IssueList, readIssueList, sightIssues } from './issue-lists.js';
import type { RawIssue } from '../schema.js';
import { toIssue } from '../transform/issue.js';

const cursorSchema = z.object({
  newestAt: z.string().nullable(),
  /** Begun in the past: the open ones are still to be read, besides those that have moved since. */
  owesOpen: z.boolean().optional(),
});

const NOTHING_READ: Pick<IssueList, 'rows'> = { rows: [] };

/**
 * Everything that moves in one project, for those who want all of it. That one is new its own times prove: what newly
 * concerns the reader comes through the account's feeds.
 */
export async function readProjectIssues(
  read: FeedRead,
  { id: projectId }: Pick<Project, 'id'>,
): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const since = cursor?.newestAt ?? null;
  const awaited = (await read.request.awaitedIssues?.()) ?? [];
  const owesOpen = since === null || cursor?.owesOpen === true;
  const open = owesOpen ? await readIssueList(read, { projectId, state: 'opened' }) : NOTHING_READ;
  const recent =
    since === null
      ? NOTHING_READ
      : await readIssueList(read, { projectId, updatedAfter: withOverlap(since) });
  const rows = [...recent.rows, ...open.rows];
  const others = await readAwaited(read, { projectId, awaited, rows });
  const issues = await sightIssues(read, [...rows, ...others], () => false);
  const moved = new Set(issues.map(({ subject }) => subject.id));
  const edits = owesOpen ? [] : await sightEditedNotes(read, rows, moved);
  const sightings = [...issues, ...edits];
  const newestAt = latestOf(rows.map(({ updated_at }) => updated_at));
  const startedAt = since ?? read.client.serverTime()?.toISOString() ?? null;
  return {
    cursor: { newestAt: latestOf([startedAt, newestAt]) },
    sightings: inOrder(sightings),
    wakes: [],
    lookedAt: [...rows, ...others]
      .filter(({ iid }) => awaited.includes(iid))
      .map((row) => toIssue(row, read.client.serverTime())),
    hasChanged: sightings.length > 0,
    isRunning: false,
    isAnnounced: true,
    newestAt: toDate(newestAt),
  };
}

interface Awaited {
  readonly projectId: string;
  /** Numbers. */
  readonly awaited: readonly string[];
  /** What the read has shown already. */
  readonly rows: readonly RawIssue[];
}

/** Those that did not move, with one request; what cannot be read now is asked for again by the next read. */
async function readAwaited(
  read: FeedRead,
  { projectId, awaited, rows }: Awaited,
): Promise<readonly RawIssue[]> {
  const left = awaited.filter((number) => rows.every(({ iid }) => iid !== number));
  if (left.length === 0) return [];
  const list = await askForDetail(() => readIssueList(read, { projectId, iids: left.map(Number) }));
  return list?.rows ?? [];
}
