import { badParameter } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import type { Call } from '../http/call.js';
import { findGroup, findProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { milestoneEntity } from '../render/milestone.js';
import { canReadIssue } from '../state/access.js';
import type { Group } from '../state/group-model.js';
import { groupsOf } from '../state/groups.js';
import type { Issue } from '../state/issue-model.js';
import type { Project } from '../state/model.js';

/** The present name, and the one that older servers know. */
const WITH_GROUPS = ['include_ancestors', 'include_parent_milestones'] as const;

export function milestoneRoutes(routes: ApiRoutes): void {
  routes.get('/projects/:id/milestones', listMilestones);
  routes.get('/projects/:id/issues_statistics', (call) => {
    const project = findProject(call);
    return countIssues(call, project, [...project.issues.values()]);
  });
  routes.get('/groups/:id/issues_statistics', (call) => countIssues(call, findGroup(call), []));
}

function listMilestones(call: Call): unknown {
  const { store, input } = call;
  const project = findProject(call);
  const asked = WITH_GROUPS.filter((name) => input.flag(name) !== undefined);
  if (asked.length > 1) throw badParameter(`${asked.join(', ')} are mutually exclusive`);
  const isAsked = (input.oneOf('state', ['active', 'closed']) ?? 'active') === 'active';
  const withGroups = asked.some((name) => input.flag(name) === true);
  const homes = isAsked ? [project, ...(withGroups ? groupsOf(store, project) : [])] : [];
  const rows = homes.flatMap((home) =>
    [...home.milestones.values()].reverse().map((milestone) => ({ home, milestone })),
  );
  return paginate(call, rows).map(({ home, milestone }) => milestoneEntity(store, home, milestone));
}

/** Of those that the viewer may read; `all`: what there is where no milestone is named. */
function countIssues(call: Call, { milestones }: Project | Group, all: readonly Issue[]): unknown {
  const title = call.input.text('milestone');
  const within = [...milestones.values()].find((milestone) => milestone.title === title)?.issues ?? [];
  const issues = title === undefined ? all : within;
  const seen = issues.filter((issue) => canReadIssue(issue, call.viewer));
  const opened = seen.filter(({ state }) => state === 'opened').length;
  return { statistics: { counts: { all: seen.length, closed: seen.length - opened, opened } } };
}
