import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';
import { type Reason, announce, takePart } from './inbox.js';
import { recordEvent } from './issue-event.js';
import type { PullRequest } from './pull-request.js';
import { type Repository, nextNumber, touch } from './repository.js';

export interface Issue {
  readonly kind: 'issue';
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly createdAt: Date;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  updatedAt: Date;
  closedAt: Date | null;
  closedBy: Account | null;
  assignees: readonly Account[];
  labels: readonly string[];
  /** Whom every activity concerns, with the reason. */
  readonly participants: Map<Account, Reason>;
  /** Its conversation. */
  isLocked: boolean;
  version: number;
}

/** What people talk about in a conversation. */
export type Discussed = PullRequest | Issue;

export interface IssueSeed {
  readonly author: Account;
  readonly title: string;
  readonly body: string | null;
  readonly assignees: readonly Account[];
  readonly labels?: readonly string[];
}

export function openIssue(state: GithubState, repository: Repository, seed: IssueSeed): Issue {
  const { author, title, body } = seed;
  const now = state.clock();
  const issue: Issue = {
    kind: 'issue',
    id: nextId(state, 'issue'),
    number: nextNumber(repository),
    author,
    createdAt: now,
    title,
    body,
    state: 'open',
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    assignees: [],
    labels: seed.labels ?? [],
    participants: new Map([[author, 'author']]),
    isLocked: false,
    version: 0,
  };
  repository.issues.set(issue.number, issue);
  changeIssue(state, repository, issue);
  announce(state, repository, issue, { actor: author, text: body ?? '' });
  assignIssue(state, repository, issue, { assignees: seed.assignees, by: author });
  return issue;
}

/** Whatever changes on an issue passes here. */
export function changeIssue(state: GithubState, repository: Repository, issue: Issue): void {
  issue.updatedAt = state.clock();
  issue.version = touch(state, repository, ['issues']);
}

export function assignIssue(
  state: GithubState,
  repository: Repository,
  issue: Issue,
  change: { readonly assignees: readonly Account[]; readonly by: Account },
): void {
  const { assignees, by } = change;
  const gone = issue.assignees.filter((account) => !assignees.includes(account));
  const added = assignees.filter((account) => !issue.assignees.includes(account));
  if (gone.length + added.length === 0) return;
  issue.assignees = [...assignees];
  const note = (event: 'assigned' | 'unassigned', whom: Account): void =>
    recordEvent(state, repository, { on: issue, event, actor: by, whom });
  for (const whom of gone) note('unassigned', whom);
  for (const whom of added) note('assigned', whom);
  changeIssue(state, repository, issue);
  const about = new Map(added.map((account) => [account, 'assign' as const]));
  announce(state, repository, issue, { actor: by, about, isPersonal: true });
}

export function editIssue(
  state: GithubState,
  repository: Repository,
  issue: Issue,
  change: { readonly title?: string; readonly body?: string | null; readonly by: Account },
): void {
  issue.title = change.title ?? issue.title;
  if (change.body !== undefined) issue.body = change.body;
  changeIssue(state, repository, issue);
  announce(state, repository, issue, { actor: change.by, text: change.body ?? '', isPersonal: true });
}

export function closeIssue(state: GithubState, repository: Repository, issue: Issue, by: Account): void {
  if (issue.state === 'closed') return;
  Object.assign(issue, { state: 'closed', closedAt: state.clock(), closedBy: by });
  settle(state, repository, issue, { event: 'closed', by });
}

export function reopenIssue(state: GithubState, repository: Repository, issue: Issue, by: Account): void {
  if (issue.state === 'open') return;
  Object.assign(issue, { state: 'open', closedAt: null, closedBy: null });
  settle(state, repository, issue, { event: 'reopened', by });
}

function settle(
  state: GithubState,
  repository: Repository,
  issue: Issue,
  change: { readonly event: 'closed' | 'reopened'; readonly by: Account },
): void {
  const { event, by } = change;
  recordEvent(state, repository, { on: issue, event, actor: by });
  changeIssue(state, repository, issue);
  takePart(issue, by, 'state_change');
  announce(state, repository, issue, { actor: by });
}
