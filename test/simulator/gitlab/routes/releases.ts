import { message } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import type { Call } from '../http/call.js';
import { findProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { releaseEntity } from '../render/release.js';
import { canReadCode } from '../state/access.js';
import type { Project } from '../state/model.js';
import type { Release } from '../state/release-model.js';

const ALL = '/projects/:id/releases';

export function releaseRoutes(routes: ApiRoutes): void {
  routes.get(ALL, listReleases);
  routes.get(`${ALL}/:tag`, showRelease);
}

/** Those still to come are among them, and sorted by their day they come first. */
function listReleases(call: Call): unknown {
  const project = findProject(call);
  const order = call.input.oneOf('order_by', ['released_at', 'created_at']) ?? 'released_at';
  const direction = call.input.oneOf('sort', ['asc', 'desc']) === 'asc' ? 1 : -1;
  const time = (release: Release): number =>
    order === 'created_at' ? release.createdAt : release.releasedAt;
  const releases = [...project.releases.values()].sort((one, other) => (time(one) - time(other)) * direction);
  return paginate(call, releases).map((release) => answer(call, project, release));
}

function showRelease(call: Call): unknown {
  const project = findProject(call);
  const release = project.releases.get(call.path['tag'] ?? '');
  if (release === undefined) throw message(404, '404 Not Found');
  return answer(call, project, release);
}

function answer(call: Call, project: Project, release: Release): unknown {
  return releaseEntity(call.store, project, release, canReadCode(project, call.viewer));
}
