import type { Answer } from '../http/answer.js';
import { READ_ISSUES, type RepoCall, type RepoRoute, textOf } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderMilestone } from '../render/milestone.js';
import type { Milestone } from '../state/milestone.js';

export function milestoneRoutes(): readonly RepoRoute[] {
  return [{ method: 'GET', path: '/milestones', needs: READ_ISSUES, handle: listMilestones }];
}

/** Those without a date come last. */
function listMilestones(call: RepoCall): Answer {
  const { state, repository, query } = call;
  const { milestones, issues, identity } = repository.versions;
  const direction = textOf(query, 'direction') === 'desc' ? -1 : 1;
  const key = ({ dueOn }: Milestone): string => dueOn ?? '9999';
  return list(call, {
    version: Math.max(milestones, issues, identity),
    items: () =>
      textOf(query, 'state') === 'closed'
        ? []
        : [...repository.milestones.values()].sort(
            (one, other) => key(one).localeCompare(key(other)) * direction,
          ),
    render: (milestone) => renderMilestone(state, repository, milestone),
  });
}
