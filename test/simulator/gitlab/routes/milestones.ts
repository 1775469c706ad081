import type { ApiRoutes } from '../http/api-routes.js';
import type { Call } from '../http/call.js';
import { findProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { milestoneEntity } from '../render/milestone.js';
import { canReadIssue } from '../state/access.js';

export function milestoneRoutes(routes: ApiRoutes): void {
  routes.get('/projects/:id/milestones', listMilestones);
  routes.get('/projects/:id/issues_statistics', countIssues);
}

function listMilestones(call: Call): unknown {
  const project = findProject(call);
  const isAsked = (call.input.oneOf('state', ['active', 'closed']) ?? 'active') === 'active';
  const milestones = isAsked ? [...project.milestones.values()].reverse() : [];
  return paginate(call, milestones).map((milestone) => milestoneEntity(call.store, project, milestone));
}

/** Of those that the viewer may read. */
function countIssues(call: Call): unknown {
  const project = findProject(call);
  const title = call.input.text('milestone');
  const within =
    [...project.milestones.values()].find((milestone) => milestone.title === title)?.issues ?? [];
  const issues = title === undefined ? [...project.issues.values()] : within;
  const seen = issues.filter((issue) => canReadIssue(issue, call.viewer));
  const opened = seen.filter(({ state }) => state === 'opened').length;
  return { statistics: { counts: { all: seen.length, closed: seen.length - opened, opened } } };
}
