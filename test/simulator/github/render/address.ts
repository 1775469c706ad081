import type { GithubState } from '../state/github-state.js';
import { type Repository, pathOf } from '../state/repository.js';

export function apiUrl(state: GithubState, path: string): string {
  return `${state.url}/api/v3${path}`;
}

export function repoApiUrl(state: GithubState, repository: Repository, path = ''): string {
  return apiUrl(state, `/repos/${pathOf(repository)}${path}`);
}

export function repoPageUrl(state: GithubState, repository: Repository, path = ''): string {
  return `${state.url}/${pathOf(repository)}${path}`;
}

/** Whole seconds, as GitHub writes times. */
export function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}
