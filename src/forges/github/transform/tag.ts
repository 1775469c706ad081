import type { Project } from '../../../domain/project.js';
import type { Tag } from '../../../domain/subjects/tag.js';
import type { GithubTag } from '../schema.js';

/** The list tells neither who nor when. */
export function toTag({ name, commit }: GithubTag, project: Project, seen: SeenTag): Tag {
  return {
    kind: 'tag',
    id: `${project.id}:${name}`,
    projectId: project.id,
    name,
    sha: commit.sha,
    movedFrom: seen.movedFrom,
    author: null,
    url: `${project.url}/releases/tag/${encodeURIComponent(name)}`,
    createdAt: seen.at,
    updatedAt: seen.at,
  };
}

interface SeenTag {
  readonly movedFrom: string | null;
  readonly at: string;
}
