import { MergeRequests } from '@gitbeaker/rest';
import { parseList } from '../parse.js';
import { mergeRequestSchema, type RawMergeRequest } from '../schema.js';
import type { FeedRead } from './feed-read.js';
import { walkPages } from './walk-pages.js';

/** Which merge requests; the keys are gitbeaker's names of the API's parameters. */
export interface MergeRequestQuery {
  readonly projectId?: string;
  readonly reviewerUsername?: string;
  readonly assigneeId?: number;
  readonly authorUsername?: string;
  readonly state?: 'opened';
  readonly updatedAfter?: string;
}

export interface ListLimits {
  readonly pageSize: number;
  readonly maxPages: number;
}

export interface MergeRequestList {
  readonly rows: readonly RawMergeRequest[];
  /** All that the query matches was read. */
  readonly isWhole: boolean;
}

/** Last moved first: what moves while the pages are walked comes twice, and nothing slips through between them. */
export async function readMergeRequestList(
  { client, drops }: FeedRead,
  query: MergeRequestQuery,
  limits: ListLimits,
): Promise<MergeRequestList> {
  const rows: RawMergeRequest[] = [];
  let isWhole = false;
  const ask = (page: number) =>
    client.ask(MergeRequests, (requests) =>
      requests.all({
        scope: 'all',
        ...query,
        // Or the server leaves `unchecked` what a push to the target branch has put in doubt.
        withMergeStatusRecheck: true,
        orderBy: 'updated_at',
        sort: 'desc',
        perPage: limits.pageSize,
        page,
      }),
    );
  for await (const { body, hasNext } of walkPages(limits.maxPages, ask)) {
    rows.push(...parseList(mergeRequestSchema, body, drops));
    isWhole = !hasNext;
  }
  return { rows, isWhole };
}
