import { message, notFound } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import type { Call } from '../http/call.js';
import { findCodeProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { imageRepositoryEntity, imageTagDetails, imageTagEntity } from '../render/image.js';
import type { ImageRepository } from '../state/image-model.js';

const ALL = '/projects/:id/registry/repositories';

export function imageRoutes(routes: ApiRoutes): void {
  routes.get(ALL, listRepositories);
  routes.get(`${ALL}/:repository/tags`, listTags);
  routes.get(`${ALL}/:repository/tags/:tag`, showTag);
}

function registryOf(call: Call): ReadonlyMap<string, ImageRepository> {
  const { registry } = findCodeProject(call);
  if (registry === null) throw message(404, '404 Not Found');
  return registry;
}

function listRepositories(call: Call): unknown {
  const repositories = [...registryOf(call).values()];
  const isCounted = call.input.flag('tags_count') ?? false;
  const project = findCodeProject(call);
  return paginate(call, repositories).map((one) => imageRepositoryEntity(project, one, isCounted));
}

function findRepository(call: Call): ImageRepository {
  const id = Number(call.path['repository']);
  const found = [...registryOf(call).values()].find((one) => one.id === id);
  if (found === undefined) throw notFound('Container Repository');
  return found;
}

/** By name; digests are told one by one. */
function listTags(call: Call): unknown {
  const repository = findRepository(call);
  const tags = [...repository.tags.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return paginate(call, tags).map((tag) => imageTagEntity(repository, tag));
}

function showTag(call: Call): unknown {
  const repository = findRepository(call);
  const tag = repository.tags.get(call.path['tag'] ?? '');
  if (tag === undefined) throw notFound('Tag');
  return imageTagDetails(repository, tag);
}
