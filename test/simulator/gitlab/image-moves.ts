import type { ImageWorld } from '../image-world.js';
import type { GitlabImageExtras } from './gitlab-extras.js';
import type { ImageRepository, ImageTag } from './state/image-model.js';
import type { Project } from './state/model.js';
import type { GitlabStore } from './state/store.js';

/** What happens in the registries of the simulated GitLab. */
export function imageMoves(store: GitlabStore): ImageWorld & GitlabImageExtras {
  return {
    pushImage(path, { image, tag, digest }) {
      const { tags } = repositoryOf(store, store.project(path), image);
      const known = [...tags.values()].find((one) => one.digest === digest);
      const pushed: ImageTag = {
        name: tag,
        digest: known?.digest ?? `sha256:${store.nextSha()}${'0'.repeat(24)}`,
        size: 42_000_000,
        builtAt: known?.builtAt ?? store.now(),
      };
      tags.set(tag, pushed);
      return pushed.digest;
    },
    deleteImageTag(path, image, tag) {
      repositoryOf(store, store.project(path), image).tags.delete(tag);
    },
    removeRegistry(path) {
      store.project(path).registry = null;
    },
  };
}

function repositoryOf(store: GitlabStore, project: Project, name: string): ImageRepository {
  const path = `${project.path.toLowerCase()}/${name}`;
  const known = project.registry?.get(path);
  if (known !== undefined) return known;
  const repository = { id: store.nextId(), name, path, createdAt: store.now(), tags: new Map() };
  project.registry?.set(path, repository);
  return repository;
}
