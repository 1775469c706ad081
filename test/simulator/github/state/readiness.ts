import type { Account } from './account.js';
import type { GithubState } from './github-state.js';
import { announce } from './inbox.js';
import { recordEvent } from './issue-event.js';
import { type PullRequest, changePull } from './pull-request.js';
import type { Repository } from './repository.js';

export function markReady(state: GithubState, repository: Repository, pull: PullRequest, by: Account): void {
  if (!pull.isDraft) return;
  pull.isDraft = false;
  recordEvent(state, repository, { on: pull, event: 'ready_for_review', actor: by });
  changePull(state, repository, pull);
  announce(state, repository, pull, { actor: by });
}

export function markDraft(state: GithubState, repository: Repository, pull: PullRequest, by: Account): void {
  if (pull.isDraft) return;
  pull.isDraft = true;
  recordEvent(state, repository, { on: pull, event: 'convert_to_draft', actor: by });
  changePull(state, repository, pull);
}
