import type { ImageRepository, ImageTag } from '../state/image-model.js';
import type { Project } from '../state/model.js';
import { iso } from './time.js';

const HOST = 'registry.shop.invalid';

export function imageRepositoryEntity(project: Project, repository: ImageRepository, isCounted: boolean) {
  const { id, name, path, createdAt, tags } = repository;
  return {
    id,
    name,
    path,
    project_id: project.id,
    location: `${HOST}/${path}`,
    created_at: iso(createdAt),
    cleanup_policy_started_at: null,
    status: null,
    ...(isCounted ? { tags_count: tags.size } : {}),
  };
}

export function imageTagEntity({ path }: ImageRepository, { name }: ImageTag) {
  return { name, path: `${path}:${name}`, location: `${HOST}/${path}:${name}` };
}

export function imageTagDetails(repository: ImageRepository, tag: ImageTag) {
  const revision = tag.digest.slice('sha256:'.length);
  return {
    ...imageTagEntity(repository, tag),
    revision,
    short_revision: revision.slice(0, 9),
    digest: tag.digest,
    created_at: iso(tag.builtAt),
    total_size: tag.size,
  };
}
