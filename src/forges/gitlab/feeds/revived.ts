import type { Sighting } from '../../../domain/feed.js';
import { isSamePerson, type Person } from '../../../domain/forge.js';
import { subjectKey } from '../../../domain/subject.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import type { RawEvent } from '../schema.js';
import { readAbsentIssues } from './absent-issues.js';
import { readAbsent, type Tracked } from './absent-merge-requests.js';
import { targetOf } from './event-wakes.js';
import type { FeedRead } from './feed-read.js';
import { sightIssues } from './issue-lists.js';
import { sightMergeRequests } from './merge-request-details.js';

/** A target that is opened again reads like a new one. */
const REVIVALS: ReadonlySet<string> = new Set(['opened', 'accepted']);

/**
 * What was closed when it was last seen, with a part for the reader, and was opened again since: what is merged at once,
 * or goes on without the reader, is never in the lists of what is open and theirs.
 */
export async function sightRevived(
  read: FeedRead,
  news: readonly RawEvent[],
  known: ReadonlyMap<string, MergeRequest | Issue>,
): Promise<readonly Sighting[]> {
  const revived = new Map<string, MergeRequest | Issue>();
  for (const event of news) {
    const target = targetOf(event);
    const before = target === null ? undefined : known.get(subjectKey(target));
    if (before?.state !== 'closed' || !REVIVALS.has(event.action_name ?? '')) continue;
    if (hasPart(before, read.request.viewer)) revived.set(subjectKey(before), before);
  }
  const entriesOf = (kind: (MergeRequest | Issue)['kind']): readonly Tracked[] =>
    [...revived.values()]
      .filter((one) => one.kind === kind)
      .map(({ id, projectId, number }) => [id, projectId, Number(number)]);
  const requests = await readAbsent(read, entriesOf('merge-request'), { seen: new Map(), isWhole: true });
  const issues = await readAbsentIssues(read, entriesOf('issue'));
  const { sightings } = await sightMergeRequests(read, requests.rows, () => false);
  return [...sightings, ...(await sightIssues(read, issues.rows, () => false))];
}

function hasPart(before: MergeRequest | Issue, viewer: Person): boolean {
  const reviewers = before.kind === 'merge-request' ? before.reviewers : [];
  return [before.author, ...before.assignees, ...reviewers].some((one) => isSamePerson(one, viewer));
}
