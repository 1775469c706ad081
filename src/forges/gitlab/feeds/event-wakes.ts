import type { Wake } from '../../../domain/feed.js';
import type { FeedRequest } from '../../../domain/ports/forge-adapter.js';
import { subjectKey } from '../../../domain/subject.js';
import { pushSchema, type RawEvent } from '../schema.js';
import { FEED_OF, targetKindOf } from '../target-kind.js';
import type { Target } from './known-targets.js';
import { isOfWiki, wikisOf } from './wiki-wakes.js';

/**
 * The feeds that hold the truth behind an event. Events tell neither pipelines nor reviewers, but what starts and
 * moves them. The person's own merge requests and issues are asked for only when one of them moved, or when the person
 * moved one, which may be a new one of theirs: what else newly concerns them comes with a to-do. https://docs.gitlab.com/user/profile/contributions_calendar/#user-contribution-events
 */
export function wakesOf(
  event: RawEvent,
  known: ReadonlyMap<string, unknown>,
  { viewer, watched }: Pick<FeedRequest, 'viewer' | 'watched'>,
): readonly Wake[] {
  const projectId = event.project_id;
  if (projectId === null) return [];
  if (event.push_data) return wakesOfPush(event.push_data, projectId, watched);
  const pulse: Wake = { kind: 'pulse', projectId };
  if (event.note) return [pulse];
  if (isOfWiki(event)) return wikisOf(projectId);
  const target = targetOf(event);
  if (target === null) return [];
  const kind = FEED_OF[target.kind];
  const isOwn = known.has(subjectKey(target)) || event.author?.id === viewer.id;
  const own: readonly Wake[] = isOwn ? [{ kind, projectId: null }] : [];
  return [...own, ...(target.kind === 'merge-request' ? mergeRequestsOf(projectId) : [{ kind, projectId }])];
}

function mergeRequestsOf(projectId: string): readonly Wake[] {
  return [
    { kind: 'pulse', projectId },
    { kind: 'merge-requests', projectId },
  ];
}

function wakesOfPush(data: unknown, projectId: string, watched: FeedRequest['watched']): readonly Wake[] {
  const push = pushSchema.safeParse(data).data;
  const isGone = push?.action === 'removed';
  const pipelines: readonly Wake[] = isGone ? [] : [{ kind: 'pipelines', projectId }];
  // A tag moves no merge request, and mostly comes with its release.
  if (push?.ref_type === 'tag') return isGone ? [] : [...pipelines, { kind: 'releases', projectId }];
  const isOnDefault = !isGone && isDefaultBranch(watched, projectId, push?.ref ?? null);
  const documents: readonly Wake[] = isOnDefault ? [{ kind: 'documents', projectId }] : [];
  return [...pipelines, ...mergeRequestsOf(projectId), ...documents];
}

/** It may be: many branches that were pushed at once have no names here, and a project can be saved without its own. */
function isDefaultBranch(watched: FeedRequest['watched'], projectId: string, branch: string | null): boolean {
  const known = watched.find(({ id }) => id === projectId)?.defaultBranch ?? null;
  return branch === null || known === null || branch === known;
}

/** The merge request or issue that an event is about. */
export function targetOf({ target_type, target_id: id }: RawEvent): Target | null {
  const kind = targetKindOf(target_type);
  return kind === null || id === null ? null : { kind, id };
}
