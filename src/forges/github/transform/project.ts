import type { OwnProject } from '../../../domain/project.js';
import type { GithubRepository } from '../schema.js';
import { roleIn } from './role.js';

/** A repository within another answer tells no permissions. */
export function toProject(repository: GithubRepository): OwnProject {
  return {
    id: repository.id,
    path: repository.full_name,
    name: repository.name,
    url: repository.html_url,
    defaultBranch: repository.default_branch ?? null,
    ...(repository.permissions ? { role: roleIn(repository) } : {}),
  };
}
