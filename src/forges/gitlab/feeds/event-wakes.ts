import type { Wake } from '../../../domain/feed.js';
import type { RawEvent } from '../schema.js';

/**
 * The feeds that hold the truth behind an event. Events tell neither pipelines nor reviewers, but what starts and
 * moves them: https://docs.gitlab.com/user/profile/contributions_calendar/#user-contribution-events
 */
export function wakesOf(event: RawEvent): readonly Wake[] {
  const projectId = event.project_id;
  if (projectId === null) return [];
  const mergeRequests: readonly Wake[] = [
    { kind: 'merge-requests', projectId: null },
    { kind: 'merge-requests', projectId },
  ];
  if (event.push_data !== null) {
    const isDeletion = event.push_data.action === 'removed';
    return isDeletion ? mergeRequests : [{ kind: 'pipelines', projectId }, ...mergeRequests];
  }
  return event.target_type === 'MergeRequest' ? mergeRequests : [];
}
