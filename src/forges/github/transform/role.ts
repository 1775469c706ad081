import type { Role } from '../../../domain/actions/look.js';
import type { GithubRepository } from '../schema.js';

/** An archived repository is there to be read, whoever one is. */
export function roleIn({ permissions, archived }: Pick<GithubRepository, 'permissions' | 'archived'>): Role {
  const { admin, maintain, push, triage, pull } = permissions ?? {};
  if (archived === true) return 'read';
  if (admin === true || maintain === true) return 'maintain';
  if (push === true) return 'write';
  if (triage === true) return 'triage';
  return pull === true ? 'read' : 'none';
}
