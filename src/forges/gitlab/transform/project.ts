import type { Project } from '../../../domain/project.js';
import type { RawProject } from '../schema.js';

export function toProject(raw: RawProject): Project {
  return {
    id: raw.id,
    path: raw.path_with_namespace,
    name: raw.name ?? raw.path_with_namespace,
    url: raw.web_url,
    defaultBranch: raw.default_branch,
  };
}
