import type { OwnProject } from '../../../domain/project.js';
import type { RawProject } from '../schema.js';
import { toldRole } from './role.js';

export function toProject(raw: RawProject): OwnProject {
  const role = toldRole(raw);
  return {
    id: raw.id,
    path: raw.path_with_namespace,
    name: raw.name ?? raw.path_with_namespace,
    url: raw.web_url,
    defaultBranch: raw.default_branch,
    ...(role === null ? {} : { role }),
  };
}
