import type { FileChange } from '../../core/history.js';
import type { Account } from './account.js';
import { type Commit, createCommit, toChangedFile } from './commit.js';
import { type GithubState, nextId } from './github-state.js';
import { type Reason, announce, takePart } from './inbox.js';
import { recordEvent } from './issue-event.js';
import { DEFAULT_BRANCH, type Repository, branchHead, nextNumber, touch } from './repository.js';
import { pushTo } from './activity.js';
import type { Review } from './review.js';

export interface PullRequest {
  readonly kind: 'pull';
  readonly id: number;
  readonly issueId: number;
  readonly number: number;
  readonly author: Account;
  readonly headRef: string;
  /** The commit of the target branch that it was brought up to. */
  baseSha: string;
  readonly createdAt: Date;
  title: string;
  body: string | null;
  isDraft: boolean;
  baseRef: string;
  labels: readonly string[];
  autoMergeBy: Account | null;
  state: 'open' | 'closed';
  headSha: string;
  updatedAt: Date;
  closedAt: Date | null;
  closedBy: Account | null;
  merge: { readonly by: Account; readonly at: Date; readonly sha: string } | null;
  assignees: readonly Account[];
  requestedReviewers: readonly Account[];
  readonly commits: Commit[];
  readonly reviews: Review[];
  /** Whom every activity concerns, with the reason. */
  readonly participants: Map<Account, Reason>;
  /** GitHub works it out after somebody has asked, and answers `null` until then. */
  mergeability: 'unknown' | 'known';
  isConflicting: boolean;
  isBlocked: boolean;
  /** Its conversation. */
  isLocked: boolean;
  version: number;
}

export interface PullSeed {
  readonly author: Account;
  readonly title: string;
  readonly body: string | null;
  readonly isDraft: boolean;
  readonly headRef: string;
  readonly files?: readonly FileChange[] | undefined;
  readonly reviewers: readonly Account[];
  readonly assignees: readonly Account[];
}

export function openPull(state: GithubState, repository: Repository, seed: PullSeed): PullRequest {
  const base = branchHead(repository, DEFAULT_BRANCH);
  if (base === undefined) throw new Error('The default branch has no commit.');
  const commit = commitTo(state, seed.headRef, {
    author: seed.author,
    message: seed.title,
    parent: base.sha,
    files: seed.files,
  });
  pushTo(state, repository, { branch: seed.headRef, commit });
  const now = state.clock();
  const pull: PullRequest = {
    kind: 'pull',
    id: nextId(state, 'pull'),
    issueId: nextId(state, 'issue'),
    number: nextNumber(repository),
    author: seed.author,
    headRef: seed.headRef,
    baseRef: DEFAULT_BRANCH,
    labels: [],
    autoMergeBy: null,
    baseSha: base.sha,
    createdAt: now,
    title: seed.title,
    body: seed.body,
    isDraft: seed.isDraft,
    state: 'open',
    headSha: commit.sha,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    merge: null,
    assignees: [],
    requestedReviewers: [],
    commits: [commit],
    reviews: [],
    participants: new Map([[seed.author, 'author']]),
    mergeability: 'unknown',
    isConflicting: false,
    isBlocked: false,
    isLocked: false,
    version: 0,
  };
  repository.pulls.set(pull.number, pull);
  repository.pushedAt = now;
  touch(state, repository, ['representation']);
  changePull(state, repository, pull);
  announce(state, repository, pull, { actor: seed.author, text: seed.body ?? '' });
  for (const reviewer of seed.reviewers)
    requestReview(state, repository, pull, { reviewer, by: seed.author });
  setAssignees(state, repository, pull, { assignees: seed.assignees, by: seed.author });
  return pull;
}

/** Whatever changes on a pull request passes here. */
export function changePull(state: GithubState, repository: Repository, pull: PullRequest): void {
  pull.updatedAt = state.clock();
  pull.version = touch(state, repository, ['pulls']);
}

export function requestReview(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  request: { readonly reviewer: Account; readonly by: Account },
): void {
  const { reviewer, by } = request;
  if (pull.requestedReviewers.some(({ id }) => id === reviewer.id)) return;
  pull.requestedReviewers = [...pull.requestedReviewers, reviewer];
  recordEvent(state, repository, { on: pull, event: 'review_requested', actor: by, whom: reviewer });
  changePull(state, repository, pull);
  announce(state, repository, pull, {
    actor: by,
    about: new Map([[reviewer, 'review_requested']]),
    isPersonal: true,
  });
}

export function withdrawReviewRequest(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  request: { readonly reviewer: Account; readonly by: Account },
): void {
  const { reviewer, by } = request;
  if (!pull.requestedReviewers.some(({ id }) => id === reviewer.id)) return;
  pull.requestedReviewers = pull.requestedReviewers.filter(({ id }) => id !== reviewer.id);
  recordEvent(state, repository, { on: pull, event: 'review_request_removed', actor: by, whom: reviewer });
  changePull(state, repository, pull);
}

export function setAssignees(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  change: { readonly assignees: readonly Account[]; readonly by: Account },
): void {
  const { assignees, by } = change;
  const gone = pull.assignees.filter((account) => !assignees.includes(account));
  const added = assignees.filter((account) => !pull.assignees.includes(account));
  if (gone.length + added.length === 0) return;
  pull.assignees = [...assignees];
  for (const whom of gone) recordEvent(state, repository, { on: pull, event: 'unassigned', actor: by, whom });
  for (const whom of added) recordEvent(state, repository, { on: pull, event: 'assigned', actor: by, whom });
  changePull(state, repository, pull);
  announce(state, repository, pull, {
    actor: by,
    about: new Map(added.map((account) => [account, 'assign'])),
    isPersonal: true,
  });
}

export function pushCommit(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  {
    author,
    files,
    merges,
    isForced = false,
  }: {
    readonly author: Account;
    readonly files?: readonly FileChange[] | undefined;
    /** Another parent. */
    readonly merges?: string;
    /** Takes the place of the last commit. */
    readonly isForced?: boolean;
  },
): Commit {
  const message = `Work on ${pull.headRef} (${pull.commits.length + 1})`;
  const parent = isForced ? (pull.commits.pop()?.parents[0] ?? pull.baseSha) : pull.headSha;
  const commit = commitTo(state, pull.headRef, { author, message, parent, files, merges });
  pushTo(state, repository, { branch: pull.headRef, commit, type: isForced ? 'force_push' : 'push' });
  if (isForced) recordEvent(state, repository, { on: pull, event: 'head_ref_force_pushed', actor: author });
  pull.commits.push(commit);
  pull.headSha = commit.sha;
  pull.mergeability = 'unknown';
  repository.pushedAt = state.clock();
  changePull(state, repository, pull);
  touch(state, repository, ['heads', 'representation']);
  announce(state, repository, pull, { actor: author });
  return commit;
}

/** Merges what the target branch has gained since. */
export function updateFromBase(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  by: Account,
): void {
  const base = repository.branches.get(pull.baseRef) ?? pull.baseSha;
  pull.baseSha = base;
  pushCommit(state, repository, pull, { author: by, files: [], merges: base });
}

export function editPull(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  change: { readonly title?: string; readonly body?: string | null; readonly by: Account },
): void {
  if (change.title !== undefined && change.title !== pull.title) {
    const rename = { from: pull.title, to: change.title };
    pull.title = change.title;
    recordEvent(state, repository, { on: pull, event: 'renamed', actor: change.by, rename });
  }
  if (change.body !== undefined) pull.body = change.body;
  changePull(state, repository, pull);
  announce(state, repository, pull, { actor: change.by, text: change.body ?? '', isPersonal: true });
}

export function closePull(state: GithubState, repository: Repository, pull: PullRequest, by: Account): void {
  if (pull.state === 'closed') return;
  Object.assign(pull, { state: 'closed', closedAt: state.clock(), closedBy: by });
  settleState(state, repository, pull, { event: 'closed', by });
}

export function reopenPull(state: GithubState, repository: Repository, pull: PullRequest, by: Account): void {
  if (pull.state === 'open' || pull.merge !== null) return;
  Object.assign(pull, { state: 'open', closedAt: null, closedBy: null });
  settleState(state, repository, pull, { event: 'reopened', by });
}

export function mergePull(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  merge: { readonly by: Account; readonly message?: string },
): Commit {
  const base = repository.branches.get(pull.baseRef) ?? pull.baseSha;
  const commit = createCommit(state, {
    message:
      merge.message ?? `Merge pull request #${pull.number} from ${repository.owner.login}/${pull.headRef}`,
    author: merge.by,
    parents: [base, pull.headSha],
    files: pull.commits.flatMap(({ files }) => files),
  });
  pushTo(state, repository, { branch: pull.baseRef, commit, type: 'pr_merge' });
  const now = state.clock();
  Object.assign(repository, { pushedAt: now, updatedAt: now });
  Object.assign(pull, { state: 'closed', closedAt: now, closedBy: merge.by });
  pull.autoMergeBy = null;
  pull.merge = { by: merge.by, at: now, sha: commit.sha };
  recordEvent(state, repository, { on: pull, event: 'merged', actor: merge.by, commitSha: commit.sha });
  settleState(state, repository, pull, { event: 'closed', by: merge.by });
  return commit;
}

function settleState(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  change: { readonly event: 'closed' | 'reopened'; readonly by: Account },
): void {
  recordEvent(state, repository, { on: pull, event: change.event, actor: change.by });
  touch(state, repository, ['representation']);
  changePull(state, repository, pull);
  takePart(pull, change.by, 'state_change');
  announce(state, repository, pull, { actor: change.by });
}

function commitTo(
  state: GithubState,
  branch: string,
  seed: Pick<Commit, 'author' | 'message'> & {
    readonly parent: string;
    readonly merges?: string | undefined;
    readonly files?: readonly FileChange[] | undefined;
  },
): Commit {
  const path = `src/${branch.replaceAll('/', '-')}.ts`;
  return createCommit(state, {
    message: seed.message,
    author: seed.author,
    parents: seed.merges === undefined ? [seed.parent] : [seed.parent, seed.merges],
    files: seed.files?.map(toChangedFile) ?? [{ path, status: 'modified', additions: 4, deletions: 1 }],
  });
}
