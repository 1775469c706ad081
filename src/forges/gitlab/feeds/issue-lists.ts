import { isDeepStrictEqual } from 'node:util';
import { Issues } from '@gitbeaker/rest';
import type { Sighting } from '../../../domain/feed.js';
import { parseList } from '../parse.js';
import { issueSchema, type RawIssue } from '../schema.js';
import { toIssue } from '../transform/issue.js';
import type { FeedRead } from './feed-read.js';
import { newestOfEach } from './merge-request-details.js';
import { walkPages } from './walk-pages.js';

/** Which issues; the keys are gitbeaker's names of the API's parameters. */
export interface IssueQuery {
  readonly projectId?: string;
  readonly iids?: number[];
  readonly assigneeId?: number;
  readonly authorUsername?: string;
  readonly state?: 'opened';
  readonly updatedAfter?: string;
}

export interface IssueList {
  readonly rows: readonly RawIssue[];
  /** All that the query matches was read. */
  readonly isWhole: boolean;
}

const PAGE_SIZE = 100;
const MAX_PAGES = 6;

/** Last moved first, so that nothing slips through between two pages. https://docs.gitlab.com/api/issues/ */
export async function readIssueList({ client, drops }: FeedRead, query: IssueQuery): Promise<IssueList> {
  const rows: RawIssue[] = [];
  let isWhole = false;
  const fixed = { scope: 'all', orderBy: 'updated_at', sort: 'desc', perPage: PAGE_SIZE };
  const ask = (page: number) => client.ask(Issues, (issues) => issues.all({ ...query, ...fixed, page }));
  for await (const { body, hasNext } of walkPages(MAX_PAGES, ask)) {
    rows.push(...parseList(issueSchema, body, drops));
    isWhole = !hasNext;
  }
  return { rows, isWhole };
}

/** Those that differ from what the account last saw of them; a due date comes near without an update. */
export async function sightIssues(
  { client, request }: FeedRead,
  rows: readonly RawIssue[],
  isNews: (row: RawIssue) => boolean,
): Promise<readonly Sighting[]> {
  const newest = newestOfEach(rows);
  if (newest.size === 0) return [];
  const known = await request.lookup('issue', [...newest.keys()]);
  return [...newest.values()].flatMap((row) => {
    const subject = toIssue(row, client.serverTime());
    return isDeepStrictEqual(known.get(row.id), subject) ? [] : [{ subject, isNews: isNews(row) }];
  });
}
