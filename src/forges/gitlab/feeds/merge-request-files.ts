import { MergeRequests } from '@gitbeaker/rest';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { MAX_PATHS, type TouchedFiles } from '../../../domain/subjects/touched-files.js';
import { isUnread, knownTouched, type Touched, touchedBy } from '../../touched-files.js';
import { parseList } from '../parse.js';
import { diffSchema, type RawDiff, type RawMergeRequest } from '../schema.js';
import { toChangedFile } from '../transform/document-change.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';
import { walkPages } from './walk-pages.js';

/** GitLab's most. */
const PAGE_SIZE = 100;
const MAX_PAGES = MAX_PATHS / PAGE_SIZE;
/** Merge requests whose files one read asks for; those of the rest are asked for when they move next. */
const MAX_LOOKS = 20;

export type ReadTouched = (row: RawMergeRequest, before: MergeRequest | undefined) => Promise<Touched>;

/** Asks for the files of merge requests, once for each head. */
export function touchedReader(read: FeedRead): ReadTouched {
  let looks = 0;
  return async (row, before) => {
    const known = knownTouched(before, { headSha: row.sha, targetBranch: row.target_branch });
    if (!isUnread(known) || !isWanted(read, row) || looks === MAX_LOOKS) return known;
    looks += 1;
    return { touched: { ...(await readFiles(read, row)), headSha: row.sha } };
  };
}

/** History is told to nobody. */
function isWanted({ request }: FeedRead, { project_id: projectId }: RawMergeRequest): boolean {
  return request.cursor !== null && request.keepsFiles?.('merge-requests', projectId) === true;
}

async function readFiles(read: FeedRead, row: RawMergeRequest): Promise<TouchedFiles> {
  const dropped = read.drops.count;
  const found = await askForDetail(() => readDiffs(read, row));
  const files = found?.diffs.map(toChangedFile) ?? null;
  return touchedBy(files, found?.hasMore === true || read.drops.count > dropped);
}

/** https://docs.gitlab.com/api/merge_requests/#list-merge-request-diffs */
async function readDiffs(
  { client, drops }: FeedRead,
  { project_id: projectId, iid }: RawMergeRequest,
): Promise<{ readonly diffs: readonly RawDiff[]; readonly hasMore: boolean }> {
  const diffs: RawDiff[] = [];
  let hasMore = false;
  const ask = (page: number) =>
    client.ask(MergeRequests, (requests) =>
      requests.allDiffs(projectId, Number(iid), { perPage: PAGE_SIZE, page }),
    );
  for await (const { body, hasNext } of walkPages(MAX_PAGES, ask)) {
    diffs.push(...parseList(diffSchema, body, drops));
    hasMore = hasNext;
  }
  return { diffs, hasMore };
}
