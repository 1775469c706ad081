import type { Wake } from '../../../domain/feed.js';
import { subjectKey } from '../../../domain/subject.js';
import { pushSchema, type RawEvent } from '../schema.js';
import { FEED_OF, targetKindOf } from '../target-kind.js';
import type { Target } from './known-targets.js';

/**
 * The feeds that hold the truth behind an event. Events tell neither pipelines nor reviewers, but what starts and
 * moves them. The person's own merge requests and issues are asked for only when one of them moved, or when the person
 * moved one, which may be a new one of theirs: what else newly concerns them comes with a to-do. https://docs.gitlab.com/user/profile/contributions_calendar/#user-contribution-events
 */
export function wakesOf(
  event: RawEvent,
  known: ReadonlyMap<string, unknown>,
  viewerId: string,
): readonly Wake[] {
  const projectId = event.project_id;
  if (projectId === null) return [];
  const pulse: Wake = { kind: 'pulse', projectId };
  const mergeRequests: readonly Wake[] = [pulse, { kind: 'merge-requests', projectId }];
  if (event.push_data) return wakesOfPush(event, projectId, mergeRequests);
  if (event.note) return [pulse];
  if (event.target_type?.startsWith('WikiPage') === true) return [{ kind: 'wiki', projectId }];
  const target = targetOf(event);
  if (target === null) return [];
  const kind = FEED_OF[target.kind];
  const isOwn = known.has(subjectKey(target)) || event.author?.id === viewerId;
  const own: readonly Wake[] = isOwn ? [{ kind, projectId: null }] : [];
  return [...own, ...(target.kind === 'merge-request' ? mergeRequests : [{ kind, projectId }])];
}

function wakesOfPush(
  { push_data: data }: RawEvent,
  projectId: string,
  mergeRequests: readonly Wake[],
): readonly Wake[] {
  const push = pushSchema.safeParse(data).data;
  const isTag = push?.ref_type === 'tag';
  // A tag moves no merge request, and mostly comes with its release.
  const moved: readonly Wake[] = isTag ? [{ kind: 'releases', projectId }] : mergeRequests;
  if (push?.action === 'removed') return isTag ? [] : moved;
  return [{ kind: 'pipelines', projectId }, ...moved];
}

/** The merge request or issue that an event is about. */
export function targetOf({ target_type, target_id: id }: RawEvent): Target | null {
  const kind = targetKindOf(target_type);
  return kind === null || id === null ? null : { kind, id };
}
