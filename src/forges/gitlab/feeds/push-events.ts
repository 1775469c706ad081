import type { Sighting } from '../../../domain/feed.js';
import type { CommitNote } from '../../../domain/subjects/commit-note.js';
import type { Push } from '../../../domain/subjects/push.js';
import type { Tag } from '../../../domain/subjects/tag.js';
import { pushedCommits } from '../../pushed-commits.js';
import { parseItem } from '../parse.js';
import { pushSchema, type RawEvent } from '../schema.js';
import { toPush, toTag } from '../transform/push.js';
import { toPushedWords } from '../transform/pushed-words.js';
import type { FeedRead } from './feed-read.js';
import { pushDetailsReader, type ReadPushDetails } from './push-details.js';

/**
 * What was pushed, as the events themselves tell it. Many branches that were pushed at once are one event which names
 * none of them; of a tag that is gone nothing is told.
 */
export async function sightPushes(read: FeedRead, events: readonly RawEvent[]): Promise<readonly Sighting[]> {
  const readDetails = pushDetailsReader(read);
  const sightings: Sighting[] = [];
  for (const event of events) {
    const subjects = await sightPush(read, event, readDetails);
    sightings.push(...subjects.map((subject) => ({ subject, isNews: true })));
  }
  return sightings;
}

async function sightPush(
  { request, drops }: FeedRead,
  event: RawEvent,
  readDetails: ReadPushDetails,
): Promise<readonly (Push | Tag | CommitNote)[]> {
  const project = request.watched.find(({ id }) => id === event.project_id);
  if (!event.push_data || project === undefined) return [];
  const raw = parseItem(pushSchema, event.push_data, drops);
  if (raw === null || raw.ref === null || event.created_at === null) return [];
  const { id: eventId, author, created_at: at } = event;
  const occasion = { project, eventId, author, at, ref: raw.ref };
  if (raw.ref_type !== 'tag') {
    const push = toPush(raw, occasion);
    const { commits, ...files } = await readDetails(project, raw, push);
    const words = commits.map((commit) => toPushedWords(commit, occasion, request.viewer));
    return [{ ...push, ...pushedCommits(commits), ...files }, ...words.filter((note) => note !== null)];
  }
  return raw.action === 'removed' || raw.commit_to === null ? [] : [toTag(raw, raw.commit_to, occasion)];
}
