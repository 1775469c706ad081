import type { Account } from './account.js';
import type { GithubState } from './github-state.js';
import { type Discussed, assignIssue, changeIssue, closeIssue, editIssue, reopenIssue } from './issue.js';
import { changePull, closePull, editPull, reopenPull, setAssignees } from './pull-request.js';
import type { Repository } from './repository.js';

/** To the API of issues, pull requests are issues as well. */
export function changeDiscussed(state: GithubState, repository: Repository, on: Discussed): void {
  if (on.kind === 'pull') changePull(state, repository, on);
  else changeIssue(state, repository, on);
}

export function editDiscussed(
  state: GithubState,
  repository: Repository,
  on: Discussed,
  change: { readonly title?: string; readonly body?: string; readonly by: Account },
): void {
  if (on.kind === 'pull') editPull(state, repository, on, change);
  else editIssue(state, repository, on, change);
}

export function assignDiscussed(
  state: GithubState,
  repository: Repository,
  on: Discussed,
  change: { readonly assignees: readonly Account[]; readonly by: Account },
): void {
  if (on.kind === 'pull') setAssignees(state, repository, on, change);
  else assignIssue(state, repository, on, change);
}

/** A label that the repository does not have yet comes to be. */
export function labelDiscussed(
  state: GithubState,
  repository: Repository,
  on: Discussed,
  labels: readonly string[],
): void {
  for (const label of labels) repository.labels.add(label);
  on.labels = [...new Set([...on.labels, ...labels])];
  changeDiscussed(state, repository, on);
}

export function settleDiscussed(
  state: GithubState,
  repository: Repository,
  on: Discussed,
  change: { readonly to: 'open' | 'closed'; readonly by: Account },
): void {
  const { to, by } = change;
  if (on.kind === 'issue') (to === 'open' ? reopenIssue : closeIssue)(state, repository, on, by);
  else (to === 'open' ? reopenPull : closePull)(state, repository, on, by);
}
