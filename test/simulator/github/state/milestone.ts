import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';
import type { Issue } from './issue.js';
import { type Repository, touch } from './repository.js';

export interface Milestone {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly creator: Account;
  readonly issues: readonly Issue[];
  readonly createdAt: Date;
  /** `2026-03-04`. */
  dueOn: string | null;
  updatedAt: Date;
}

export function addMilestone(
  state: GithubState,
  repository: Repository,
  fields: Pick<Milestone, 'title' | 'creator' | 'issues' | 'dueOn'>,
): Milestone {
  const now = state.clock();
  const number = repository.milestones.size + 1;
  const milestone = { id: nextId(state, 'milestone'), number, createdAt: now, updatedAt: now, ...fields };
  repository.milestones.set(number, milestone);
  touch(state, repository, ['milestones']);
  return milestone;
}
