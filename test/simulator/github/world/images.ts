import type { ImageWorld } from '../../image-world.js';
import { dropTag, ensurePackage, tagVersion } from '../state/package.js';
import type { Scene } from './scene.js';

/** What happens to container images. */
export function imageMoves(scene: Scene): ImageWorld {
  const { state } = scene;
  return {
    pushImage(path, { image, tag, digest }) {
      const repository = scene.repository(path);
      const target = ensurePackage(state, repository, `${repository.name}/${image}`);
      return tagVersion(state, repository, target, { tag, digest }).digest;
    },
    deleteImageTag(path, image, tag) {
      const repository = scene.repository(path);
      dropTag(state, repository, ensurePackage(state, repository, `${repository.name}/${image}`), tag);
    },
  };
}
