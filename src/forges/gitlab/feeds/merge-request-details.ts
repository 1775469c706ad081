import { isDeepStrictEqual } from 'node:util';
import { MergeRequestApprovals, MergeRequests } from '@gitbeaker/rest';
import type { Sighting } from '../../../domain/feed.js';
import type { Subject } from '../../../domain/subject.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import {
  type Mergeability,
  settleMergeability,
  withoutDoubt,
} from '../../../domain/subjects/mergeability.js';
import { MINUTE, SECOND } from '../../../domain/time.js';
import { parseList, parseReply } from '../parse.js';
import {
  approvalsSchema,
  reviewerSchema,
  type RawApprovals,
  type RawMergeRequest,
  type RawReviewer,
} from '../schema.js';
import { mergeabilityOf } from '../transform/mergeability.js';
import { stateOf, toMergeRequest } from '../transform/merge-request.js';
import { toPendingReviewers, toReviews } from '../transform/reviews.js';
import { askForDetail } from './detail.js';
import { isEmpty } from './empty-merge-requests.js';
import type { Asking, FeedRead } from './feed-read.js';
import { touchedReader } from './merge-request-files.js';

export interface MergeRequestSightings {
  readonly sightings: readonly Sighting[];
  /** False: some were never seen before, are not news, and had to wait. */
  readonly isComplete: boolean;
  /** Some show something else than before, be it no news. */
  readonly hasChanged: boolean;
  /** Whose conflict has just come or gone: whether it stays is to be seen soon. */
  readonly doubtful: readonly RawMergeRequest[];
  /** To be seen once more, though they may not move: these, and those that may hide verdicts. */
  readonly unsettled: readonly RawMergeRequest[];
}

const NOTHING_LISTED: MergeRequestSightings = {
  sightings: [],
  isComplete: true,
  hasChanged: false,
  doubtful: [],
  unsettled: [],
};

/** GitLab may say for some seconds that there is a conflict, or none, while it works it out. */
const DOUBT_MS = 30_000;

/** Where the server does not make up its mind, the next look is made as ever. */
const SOON_MS = 5 * MINUTE;

/**
 * A verdict moves a merge request by the note that tells of it, and a note moves nothing that has moved within a minute:
 * https://gitlab.com/gitlab-org/gitlab/-/blob/master/app/models/concerns/throttled_touch.rb. A `Date` counts seconds.
 */
const QUIET_MS = MINUTE + SECOND;

/** Up to two requests each: what is merely there to be known may take several reads. */
const MAX_FIRST_LOOKS = 100;

/**
 * Those rows that moved since the account last saw them, each once, with the verdicts on them. Whether it can be merged
 * changes without any other move, and needs no request.
 */
export async function sightMergeRequests(
  read: FeedRead,
  rows: readonly RawMergeRequest[],
  isNews: (row: RawMergeRequest) => boolean,
): Promise<MergeRequestSightings> {
  const newest = newestOfEach(rows);
  if (newest.size === 0) return NOTHING_LISTED;
  const known = await read.request.lookup('merge-request', [...newest.keys()]);
  const readTouched = touchedReader(read);
  const sightings: Sighting[] = [];
  const doubtful: RawMergeRequest[] = [];
  const hiding: RawMergeRequest[] = [];
  let firstLooks = 0;
  for (const row of newest.values()) {
    const before = known.get(row.id);
    const mergeability = await readMergeability(read, row, before);
    if (isInDoubt(read, mergeability)) doubtful.push(row);
    if (isHiding(read, row, before)) hiding.push(row);
    if (before?.updatedAt === row.updated_at) {
      const subject = await lookUnmoved(read, row, before, mergeability);
      if (subject !== null)
        sightings.push({ subject: { ...subject, ...(await readTouched(row, before)) }, isNews: false });
      continue;
    }
    if (before === undefined && !isNews(row)) firstLooks += 1;
    if (before === undefined && !isNews(row) && firstLooks > MAX_FIRST_LOOKS) continue;
    const standing = {
      ...(await readVerdicts(read, row, before)),
      mergeability,
      ...(await readTouched(row, before)),
    };
    sightings.push({ subject: toMergeRequest(row, standing), isNews: isNews(row) });
  }
  return {
    sightings,
    isComplete: firstLooks <= MAX_FIRST_LOOKS,
    hasChanged: sightings.some(({ subject }) => showsMore(known.get(subject.id), subject)),
    doubtful,
    unsettled: [...doubtful, ...hiding],
  };
}

/** False where all that a second look showed is that no verdict was hidden. */
function showsMore(before: MergeRequest | undefined, after: Subject): boolean {
  return before?.mayHideVerdicts !== true || !isDeepStrictEqual({ ...after, mayHideVerdicts: true }, before);
}

/**
 * What has changed though it shows no move; `null`: nothing. Whom it is assigned to and who reviews it stands in tables of
 * their own, so that within a minute of a move a change of those moves nothing either.
 */
async function lookUnmoved(
  read: FeedRead,
  row: RawMergeRequest,
  before: MergeRequest,
  mergeability: Mergeability | null,
): Promise<MergeRequest | null> {
  const mayHaveHidden = before.mayHideVerdicts === true && !mayHideVerdicts(read, row);
  const isReread = mayHaveHidden || !hasSameReviewers(row, before);
  const { mayHideVerdicts: hides, ...known } = before;
  const verdicts = isReread ? await readVerdicts(read, row, before) : hides && { mayHideVerdicts: hides };
  const after = { ...known, ...toMergeRequest(row, { ...known, ...verdicts, mergeability }) };
  return isDeepStrictEqual(after, { ...before, mergeability: before.mergeability ?? null }) ? null : after;
}

function hasSameReviewers({ reviewers }: RawMergeRequest, before: MergeRequest): boolean {
  return isDeepStrictEqual(
    reviewers.map(({ id }) => id),
    before.reviewers.map(({ id }) => id),
  );
}

function isHiding(read: FeedRead, row: RawMergeRequest, before: MergeRequest | undefined): boolean {
  const isRead = before?.updatedAt === row.updated_at && before.mayHideVerdicts !== true;
  return !isRead && mayHideVerdicts(read, row);
}

function mayHideVerdicts({ client }: FeedRead, row: RawMergeRequest): boolean {
  const now = client.serverTime();
  if (now === null || stateOf(row) !== 'open') return false;
  return now.getTime() - Date.parse(row.updated_at) < QUIET_MS;
}

async function readMergeability(
  read: FeedRead,
  row: RawMergeRequest,
  before: MergeRequest | undefined,
): Promise<Mergeability | null> {
  const { client } = read;
  const known = before?.mergeability ?? null;
  if (stateOf(row) !== 'open') return known && withoutDoubt(known);
  const now = client.serverTime();
  const hasNothing = await isEmpty(read, row, before);
  const look = {
    seen: hasNothing ? ('blocked' as const) : mergeabilityOf(row),
    at: now?.toISOString() ?? row.updated_at,
    updatedAt: row.updated_at,
    // Without the server's clock no doubt would ever end.
    doubtMs: now === null ? 0 : DOUBT_MS,
  };
  const settled = settleMergeability(known, look);
  return settled && withEmptyHead(settled, hasNothing ? row.sha : null);
}

function withEmptyHead(mergeability: Mergeability, head: string | null): Mergeability {
  const { emptyHead, ...known } = mergeability;
  if (head !== null) return { ...known, emptyHead: head };
  return emptyHead === undefined ? mergeability : known;
}

function isInDoubt({ client }: FeedRead, mergeability: Mergeability | null): boolean {
  const since = mergeability?.doubtedSince;
  const now = client.serverTime();
  return since !== undefined && now !== null && now.getTime() - Date.parse(since) < SOON_MS;
}

/** Lists overlap, and what they hold may move between the reading of two of them. */
export function newestOfEach<Row extends Pick<RawMergeRequest, 'id' | 'updated_at'>>(
  rows: readonly Row[],
): ReadonlyMap<string, Row> {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const other = newest.get(row.id);
    if (other === undefined || other.updated_at < row.updated_at) newest.set(row.id, row);
  }
  return newest;
}

/** One request, and a second one where somebody was asked for a review. */
async function readVerdicts(
  read: FeedRead,
  row: RawMergeRequest,
  before: MergeRequest | undefined,
): Promise<Pick<MergeRequest, 'reviews' | 'pendingReviewers' | 'mayHideVerdicts'>> {
  const approvals = await readApprovals(read, row);
  const reviewers = row.reviewers.length === 0 ? [] : await readReviewers(read, row);
  return {
    reviews: toReviews({ approvals, reviewers }, before?.reviews ?? []),
    ...toPendingReviewers(reviewers, row.reviewers, before),
    ...(mayHideVerdicts(read, row) ? { mayHideVerdicts: true as const } : {}),
  };
}

export function readApprovals({ client }: Asking, row: RawMergeRequest): Promise<RawApprovals | null> {
  return askForDetail(async () => {
    const { body } = await client.ask(MergeRequestApprovals, (approvals) =>
      approvals.showConfiguration(row.project_id, { mergerequestIId: Number(row.iid) }),
    );
    return parseReply(approvalsSchema, body);
  });
}

export function readReviewers(read: Asking, row: RawMergeRequest): Promise<readonly RawReviewer[] | null> {
  return askForDetail(async () => {
    const { body } = await read.client.ask(MergeRequests, (requests) =>
      requests.showReviewers(row.project_id, Number(row.iid)),
    );
    return parseList(reviewerSchema, body, read.drops);
  });
}
