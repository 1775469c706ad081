import type { Image } from '../../../domain/subjects/image.js';
import type { GithubPackageVersion } from '../schema.js';

/** The tags of one version, whose name is its digest. A tag is dated by the version's last change: an old one may get it. */
export function toImages(
  version: GithubPackageVersion,
  { name, url }: { readonly name: string; readonly url: string },
  projectId: string,
): readonly Image[] {
  return version.metadata.container.tags.map((tag) => ({
    kind: 'image',
    id: `${projectId}:${name}:${tag}`,
    projectId,
    name,
    tag,
    digest: version.name,
    sizeBytes: null,
    url: version.html_url ?? url,
    createdAt: version.updated_at,
    updatedAt: version.updated_at,
  }));
}
