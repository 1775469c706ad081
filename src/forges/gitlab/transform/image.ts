import type { Image } from '../../../domain/subjects/image.js';
import type { Project } from '../../../domain/project.js';
import type { RawImageRepository, RawImageTag } from '../schema.js';

export function imageId(project: Pick<Project, 'id'>, repository: RawImageRepository, tag: string): string {
  return `${project.id}:${repository.path}:${tag}`;
}

export interface SeenImage {
  readonly before: Image | null;
  /** The list did not name it before. */
  readonly isNew: boolean;
  /** Server's time of the look. */
  readonly at: string;
}

/** GitLab knows when an image was built, not when a tag was set: that is known by the look which shows it. */
export function toImage(
  raw: RawImageTag,
  { project, repository }: { readonly project: Project; readonly repository: RawImageRepository },
  { before, isNew, at }: SeenImage,
): Image {
  const isSame = before?.digest === raw.digest;
  return {
    kind: 'image',
    id: imageId(project, repository, raw.name),
    projectId: project.id,
    name: shortName(repository.path, project.path),
    tag: raw.name,
    digest: raw.digest,
    sizeBytes: raw.total_size,
    url: `${project.url}/container_registry/${repository.id}`,
    createdAt: before?.createdAt ?? (isNew ? at : (raw.created_at ?? at)),
    updatedAt: isSame ? before.updatedAt : at,
  };
}

/** Without the groups that the project lies in. */
function shortName(path: string, projectPath: string): string {
  const groups = projectPath.slice(0, projectPath.lastIndexOf('/') + 1).toLowerCase();
  return path.startsWith(groups) ? path.slice(groups.length) : path;
}
