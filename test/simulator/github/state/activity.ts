import type { Account } from './account.js';
import type { Commit } from './commit.js';
import { type GithubState, nextId, nextVersion } from './github-state.js';
import { type Repository, addCommit, touch } from './repository.js';

export type ActivityType = 'push' | 'force_push' | 'branch_creation' | 'branch_deletion' | 'pr_merge';

/** What was done to a branch once. */
export interface Activity {
  readonly id: number;
  readonly before: string;
  readonly after: string;
  readonly branch: string;
  readonly at: Date;
  readonly type: ActivityType;
  readonly actor: Account;
}

export interface BranchPush {
  readonly branch: string;
  readonly commit: Commit;
  readonly type?: ActivityType;
}

const NOTHING = '0'.repeat(40);

/** Puts a branch on a commit; one that is missing comes to be. */
export function pushTo(state: GithubState, repository: Repository, push: BranchPush): void {
  const { branch, commit } = push;
  const before = repository.branches.get(branch);
  const type = before === undefined ? 'branch_creation' : (push.type ?? 'push');
  addCommit(repository, branch, commit);
  repository.pushedAt = state.clock();
  touch(state, repository, ['representation']);
  doubtMergeability(state, repository, branch);
  record(state, repository, {
    before: before ?? NOTHING,
    after: commit.sha,
    branch,
    type,
    actor: commit.author,
  });
}

export function deleteBranch(state: GithubState, repository: Repository, branch: string, by: Account): void {
  const before = repository.branches.get(branch);
  if (before === undefined) return;
  repository.branches.delete(branch);
  record(state, repository, { before, after: NOTHING, branch, type: 'branch_deletion', actor: by });
}

function record(state: GithubState, repository: Repository, activity: Omit<Activity, 'id' | 'at'>): void {
  repository.activity.push({ id: nextId(state, 'activity'), at: state.clock(), ...activity });
  touch(state, repository, ['activity']);
}

/** GitHub works it out anew, once somebody asks. */
function doubtMergeability(state: GithubState, repository: Repository, target: string): void {
  for (const pull of repository.pulls.values()) {
    if (pull.state !== 'open' || pull.baseRef !== target) continue;
    pull.mergeability = 'unknown';
    pull.version = nextVersion(state);
  }
}
