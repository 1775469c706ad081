import type { Account } from './account.js';
import type { GithubState } from './github-state.js';
import { recordEvent } from './issue-event.js';
import { type PullRequest, changePull } from './pull-request.js';
import type { Repository } from './repository.js';

/** Where a pull request is to go, what it is labeled with, and whether it goes by itself. */
export type MergePlan =
  Pick<PullRequest, 'baseRef'> | Pick<PullRequest, 'labels'> | Pick<PullRequest, 'autoMergeBy'>;

export function changePlan(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  change: { readonly plan: MergePlan; readonly by: Account },
): void {
  const { plan, by } = change;
  Object.assign(pull, plan);
  if ('baseRef' in plan) {
    pull.mergeability = 'unknown';
    recordEvent(state, repository, { on: pull, event: 'base_ref_changed', actor: by });
  }
  if ('autoMergeBy' in plan) {
    const event = plan.autoMergeBy === null ? 'auto_merge_disabled' : 'auto_merge_enabled';
    recordEvent(state, repository, { on: pull, event, actor: by });
  }
  changePull(state, repository, pull);
}
