import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';
import type { Discussed } from './issue.js';
import { type Repository, touch } from './repository.js';

export interface IssueEvent {
  readonly id: number;
  readonly on: Discussed;
  readonly event:
    | 'assigned'
    | 'unassigned'
    | 'review_requested'
    | 'review_request_removed'
    | 'review_dismissed'
    | 'ready_for_review'
    | 'convert_to_draft'
    | 'renamed'
    | 'head_ref_force_pushed'
    | 'base_ref_changed'
    | 'auto_merge_enabled'
    | 'auto_merge_disabled'
    | 'merged'
    | 'closed'
    | 'reopened';
  readonly actor: Account;
  readonly at: Date;
  /** Whom it was done to: the assignee or the reviewer. */
  readonly whom?: Account;
  readonly commitSha?: string;
  readonly rename?: { readonly from: string; readonly to: string };
  readonly dismissed?: { readonly state: string; readonly reviewId: number; readonly message: string };
}

export function recordEvent(
  state: GithubState,
  repository: Repository,
  seed: Omit<IssueEvent, 'id' | 'at'>,
): void {
  repository.issueEvents.push({ ...seed, id: nextId(state, 'event'), at: state.clock() });
  touch(state, repository, ['issueEvents']);
}
