import type { Sighting } from '../../../domain/feed.js';
import { parseItem } from '../parse.js';
import { pushSchema, type RawEvent } from '../schema.js';
import { toPush, toTag } from '../transform/push.js';
import type { FeedRead } from './feed-read.js';

/**
 * What was pushed, as the events themselves tell it. Many branches that were pushed at once are one event which names
 * none of them; of a tag that is gone nothing is told.
 */
export function sightPushes(read: FeedRead, events: readonly RawEvent[]): readonly Sighting[] {
  return events.flatMap((event) => sightPush(read, event));
}

function sightPush({ request, drops }: FeedRead, event: RawEvent): readonly Sighting[] {
  const project = request.watched.find(({ id }) => id === event.project_id);
  if (!event.push_data || project === undefined) return [];
  const push = parseItem(pushSchema, event.push_data, drops);
  if (push === null || push.ref === null || event.created_at === null) return [];
  const { id: eventId, author, created_at: at } = event;
  const occasion = { project, eventId, author, at, ref: push.ref };
  if (push.ref_type !== 'tag') return [{ subject: toPush(push, occasion), isNews: true }];
  if (push.action === 'removed' || push.commit_to === null) return [];
  return [{ subject: toTag(push, push.commit_to, occasion), isNews: true }];
}
