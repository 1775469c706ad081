import type { FileChange } from '../../core/history.js';
import type { Commit, MergeRequest, Project, User } from './model.js';
import { addSystemNote } from './notes.js';
import { branchOf } from './projects.js';
import { recordEvent } from './record-event.js';
import type { GitlabStore } from './store.js';
import { resolveTodos } from './todos.js';

interface Push {
  readonly branch: string;
  /** Of the last commit. */
  readonly message: string;
  readonly author: User;
  /** Messages of the commits before it, oldest first. */
  readonly earlier?: readonly string[];
  readonly commitCount?: number;
  readonly otherParent?: string;
  readonly files?: readonly FileChange[];
  /** Takes the place of the branch's last commit. */
  readonly isForced?: boolean;
}

/** Commits onto a branch, with one `pushed` event. A branch that is missing comes to be. Gives the last one. */
export function pushTo(store: GitlabStore, project: Project, push: Push): Commit {
  const isNew = !project.branches.has(push.branch);
  const branch = branchOf(project, push.branch);
  const head = project.commits.get(branch.sha);
  const base = push.isForced === true ? (head?.parents ?? []) : [branch.sha];
  const earlier = push.earlier ?? [];
  const parents = earlier.reduce(
    (below, message) => [addCommit(store, project, { ...push, message, files: [] }, below).sha],
    base,
  );
  const merged = push.otherParent === undefined ? parents : [...parents, push.otherParent];
  const commit = addCommit(store, project, push, merged);
  recordEvent(store, {
    project,
    author: push.author,
    action: 'pushed',
    target: {
      kind: 'push',
      push: {
        refType: 'branch',
        commitCount: push.commitCount ?? earlier.length + 1,
        action: isNew ? 'created' : 'pushed',
        from: isNew ? null : branch.sha,
        to: commit.sha,
        ref: push.branch,
        commitTitle: commit.title,
      },
    },
  });
  branch.sha = commit.sha;
  return commit;
}

function addCommit(
  store: GitlabStore,
  project: Project,
  { message, author, files = [] }: Pick<Push, 'message' | 'author' | 'files'>,
  parents: readonly string[],
): Commit {
  const commit: Commit = {
    sha: store.nextSha(),
    parents,
    title: message.split('\n')[0] ?? '',
    message,
    author,
    createdAt: store.now(),
    files,
  };
  project.commits.set(commit.sha, commit);
  return commit;
}

export function removeBranch(store: GitlabStore, project: Project, name: string, author: User): void {
  const branch = project.branches.get(name);
  if (branch === undefined) return;
  project.branches.delete(name);
  recordEvent(store, {
    project,
    author,
    action: 'pushed',
    target: {
      kind: 'push',
      push: {
        refType: 'branch',
        commitCount: 0,
        action: 'removed',
        from: branch.sha,
        to: null,
        ref: name,
        commitTitle: null,
      },
    },
  });
}

/** A commit onto the source branch of an open merge request. */
export function pushToMergeRequest(
  store: GitlabStore,
  mergeRequest: MergeRequest,
  { author, files = [], isForced = false, otherParent }: Omit<Push, 'branch' | 'message'>,
): string {
  const message = `Change ${mergeRequest.commits.length + 1} of ${mergeRequest.sourceBranch}`;
  const branch = mergeRequest.sourceBranch;
  const commit = pushTo(store, mergeRequest.project, {
    branch,
    message,
    author,
    files,
    isForced,
    ...(otherParent === undefined ? {} : { otherParent }),
  });
  mergeRequest.sha = commit.sha;
  if (isForced) mergeRequest.commits.pop();
  mergeRequest.commits.push(commit);
  addVersion(store, mergeRequest);
  store.touchMergeRequest(mergeRequest);
  if (mergeRequest.project.settings.resetApprovalsOnPush) resetApprovals(mergeRequest);
  addSystemNote(
    store,
    mergeRequest,
    author,
    `added 1 commit\n\n<ul><li>${commit.sha.slice(0, 8)} - ${commit.title}</li></ul>`,
  );
  resolveTodos(store, mergeRequest, author);
  return commit.sha;
}

export function addVersion(store: GitlabStore, mergeRequest: MergeRequest): void {
  mergeRequest.versions.push({
    id: store.nextId(),
    headSha: mergeRequest.sha,
    baseSha: mergeRequest.baseSha,
    createdAt: store.now(),
  });
}

function resetApprovals(mergeRequest: MergeRequest): void {
  mergeRequest.approvals = [];
  for (const reviewer of mergeRequest.reviewers) {
    if (reviewer.state === 'approved') reviewer.state = 'unapproved';
  }
}
