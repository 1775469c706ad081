import { ForgeError } from '../../../domain/errors.js';
import type { MergeMethod, Role } from '../../../domain/actions/look.js';
import type { Project } from '../../../domain/project.js';
import type { GithubClient } from '../client.js';
import { parseOne } from '../lenient-parse.js';
import { splitPath } from '../project-path.js';
import { toProject } from '../transform/project.js';
import { roleIn } from '../transform/role.js';
import { type OwnRepository, ownRepositorySchema } from './schema.js';

/** A repository as it is to the account that acts in it. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly project: Project;
  readonly role: Role;
  readonly isArchived: boolean;
  /** A classic token without the scope that writing takes. GitHub then answers as if nothing were there. */
  readonly lacksScope: boolean;
  readonly mergeMethods: readonly MergeMethod[];
  readonly deletesBranch: boolean;
  readonly allowsAutoMerge: boolean;
}

/**
 * Asked for by its id: the path that was saved may lead to another repository by now, and nothing may be done to that
 * one. https://docs.github.com/en/rest/repos/repos#get-a-repository
 */
export async function findPlace(client: GithubClient, saved: Project): Promise<Place> {
  const answer = await client.get('GET /repositories/{id}', { id: saved.id });
  const found = parseOne(ownRepositorySchema, answer.data);
  const place = splitPath(found.full_name);
  if (place === null) throw new ForgeError('bad-reply', { detail: 'not an owner/repo path' });
  return {
    ...place,
    project: toProject(found),
    role: roleIn(found),
    isArchived: found.archived ?? false,
    lacksScope: lacksScope(answer.header('x-oauth-scopes')),
    mergeMethods: mergeMethodsOf(found),
    deletesBranch: found.delete_branch_on_merge ?? false,
    allowsAutoMerge: found.allow_auto_merge ?? false,
  };
}

const METHODS = ['merge', 'squash', 'rebase'] as const satisfies readonly MergeMethod[];

function mergeMethodsOf(found: OwnRepository): readonly MergeMethod[] {
  const isAllowed = {
    merge: found.allow_merge_commit,
    squash: found.allow_squash_merge,
    rebase: found.allow_rebase_merge,
  } satisfies Record<MergeMethod, unknown>;
  return METHODS.filter((method) => isAllowed[method] !== false);
}

/** The header is missing for tokens with fine permissions. */
function lacksScope(scopes: string | null): boolean {
  if (scopes === null) return false;
  return !scopes.split(',').some((scope) => ['repo', 'public_repo'].includes(scope.trim()));
}
