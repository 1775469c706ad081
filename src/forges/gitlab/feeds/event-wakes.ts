import type { Wake } from '../../../domain/feed.js';
import type { RawEvent } from '../schema.js';

/**
 * The feeds that hold the truth behind an event. Events tell neither pipelines nor reviewers, but what starts and
 * moves them. The person's own merge requests are asked for only when one of them moved: what newly concerns them
 * comes with a to-do. https://docs.gitlab.com/user/profile/contributions_calendar/#user-contribution-events
 */
export function wakesOf(event: RawEvent, knownMergeRequests: ReadonlySet<string>): readonly Wake[] {
  const projectId = event.project_id;
  if (projectId === null) return [];
  const pulse: Wake = { kind: 'pulse', projectId };
  const inProject: readonly Wake[] = [pulse, { kind: 'merge-requests', projectId }];
  if (event.push_data !== null) {
    const isDeletion = event.push_data.action === 'removed';
    return isDeletion ? inProject : [{ kind: 'pipelines', projectId }, ...inProject];
  }
  if (event.note) return [pulse];
  if (event.target_type !== 'MergeRequest') return [];
  const isMine = event.target_id !== null && knownMergeRequests.has(event.target_id);
  return isMine ? [{ kind: 'merge-requests', projectId: null }, ...inProject] : inProject;
}
