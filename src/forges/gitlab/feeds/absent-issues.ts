import { isOutOfReach } from '../errors.js';
import type { RawIssue } from '../schema.js';
import type { FeedRead } from './feed-read.js';
import { isBroken } from './detail.js';
import { readIssueList } from './issue-lists.js';
import type { Tracked } from './absent-merge-requests.js';

export interface AbsentIssues {
  readonly rows: readonly RawIssue[];
  /** Could not be looked at yet. */
  readonly left: readonly Tracked[];
}

/** One page of a project's list. */
const MAX_OF_PROJECT = 100;
const MAX_PROJECTS = 10;

/** Issues that have left the reader's list, closed or no longer theirs: one request for each project. */
export async function readAbsentIssues(read: FeedRead, absent: readonly Tracked[]): Promise<AbsentIssues> {
  const rows: RawIssue[] = [];
  const left: Tracked[] = [];
  for (const [index, projectId] of [...new Set(absent.map(([, project]) => project))].entries()) {
    const entries = absent.filter(([, project]) => project === projectId);
    const now = index < MAX_PROJECTS ? entries.slice(0, MAX_OF_PROJECT) : [];
    left.push(...entries.slice(now.length));
    if (now.length === 0) continue;
    const found = await readOf(read, projectId, now);
    if (found === 'broken') left.push(...now);
    else rows.push(...found);
  }
  return { rows, left };
}

/** What is out of the reader's sight now is not in the answer. */
async function readOf(
  read: FeedRead,
  projectId: string,
  entries: readonly Tracked[],
): Promise<readonly RawIssue[] | 'broken'> {
  try {
    const list = await readIssueList(read, { projectId, iids: entries.map(([, , iid]) => iid) });
    return list.rows;
  } catch (error) {
    if (isOutOfReach(error)) return [];
    if (isBroken(error)) return 'broken';
    throw error;
  }
}
