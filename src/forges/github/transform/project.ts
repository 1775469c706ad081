import type { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import type { repositorySchema } from '../schema.js';

export function toProject(repository: z.infer<typeof repositorySchema>): Project {
  return {
    id: repository.id,
    path: repository.full_name,
    name: repository.name,
    url: repository.html_url,
    defaultBranch: repository.default_branch ?? null,
  };
}
