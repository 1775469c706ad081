import { type Repository, hasRole, roleOf } from '../state/repository.js';
import type { Token } from '../state/token.js';
import { type Answer, notFound, problem } from './answer.js';
import type { Need, Route } from './call.js';

/** A private repository is invisible without membership, and to a classic token without `repo`. */
export function canSee(repository: Repository, token: Token): boolean {
  if (roleOf(repository, token.owner) === null) return false;
  return !repository.isPrivate || token.kind === 'fine-grained' || token.scopes.includes('repo');
}

export function refuseByNeed(repository: Repository, token: Token, need: Need): Answer | null {
  if (token.kind === 'fine-grained' && !holds(token, need)) {
    return problem(403, 'Resource not accessible by personal access token');
  }
  if (token.kind === 'classic' && need.level === 'write' && !mayWrite(repository, token)) return notFound();
  if (need.level === 'write' && repository.settings.isArchived) {
    return problem(403, 'Repository was archived so is read-only.');
  }
  if (hasRole(repository, token.owner, need.role)) return null;
  return problem(403, 'Must have push access to repository');
}

export function refuseByScope(token: Token, route: Route): Answer | null {
  if (token.kind === 'fine-grained') {
    return route.isClassicOnly === true
      ? problem(403, 'Resource not accessible by personal access token')
      : null;
  }
  if (route.scopes === undefined || route.scopes.some((scope) => token.scopes.includes(scope))) return null;
  return problem(403, `Missing the '${route.scopes[0] ?? ''}' scope.`);
}

/** The value of `X-Accepted-GitHub-Permissions`. */
export function acceptedPermissions(need: Need): string {
  const own = `${need.permission}=${need.level}`;
  return need.or === undefined ? own : `${own}; ${need.or}=${need.level}`;
}

function holds(token: Token, need: Need): boolean {
  return [need.permission, need.or].some((name) => {
    const level = token.permissions.get(name ?? '');
    return level === 'write' || level === need.level;
  });
}

function mayWrite(repository: Repository, token: Token): boolean {
  return token.scopes.includes('repo') || (!repository.isPrivate && token.scopes.includes('public_repo'));
}
