import { MergeRequests } from '@gitbeaker/rest';
import type { Sighting } from '../../../domain/feed.js';
import { subjectKey } from '../../../domain/subject.js';
import { parseReply } from '../parse.js';
import { mergeRequestSchema, type RawEvent, type RawMergeRequest } from '../schema.js';
import { askForDetail } from './detail.js';
import { targetOf } from './event-wakes.js';
import type { FeedRead } from './feed-read.js';
import { sightMergeRequests } from './merge-request-details.js';

/** Up to three requests each. */
const MAX_OPENINGS = 5;

/**
 * Merge requests that the reader has opened, looked at once: one that somebody merges or closes at once is never in the
 * lists of what is open.
 */
export async function sightOwnOpenings(
  read: FeedRead,
  news: readonly RawEvent[],
  known: ReadonlyMap<string, unknown>,
): Promise<readonly Sighting[]> {
  const { viewer } = read.request;
  const openings = news.filter((event) => event.author?.id === viewer.id && isUnknownOpening(event, known));
  const rows: RawMergeRequest[] = [];
  for (const opening of openings.slice(-MAX_OPENINGS)) {
    const row = await readTarget(read, opening);
    if (row?.author?.id === viewer.id) rows.push(row);
  }
  const { sightings } = await sightMergeRequests(read, rows, () => true);
  return sightings;
}

function isUnknownOpening(event: RawEvent, known: ReadonlyMap<string, unknown>): boolean {
  const target = targetOf(event);
  return event.action_name === 'opened' && target?.kind === 'merge-request' && !known.has(subjectKey(target));
}

async function readTarget(
  { client }: FeedRead,
  { project_id: project, target_iid: iid }: RawEvent,
): Promise<RawMergeRequest | null> {
  if (project === null || iid === null) return null;
  return askForDetail(async () => {
    const { body } = await client.ask(MergeRequests, (requests) => requests.show(project, iid));
    return parseReply(mergeRequestSchema, body);
  });
}
