import type { Commit, MergeRequest, Project, User } from './model.js';
import { addSystemNote } from './notes.js';
import { branchOf } from './projects.js';
import { recordEvent } from './record-event.js';
import type { GitlabStore } from './store.js';
import { resolveTodos } from './todos.js';

interface Push {
  readonly branch: string;
  readonly title: string;
  readonly author: User;
  readonly commitCount?: number;
  readonly otherParent?: string;
}

/** One commit onto a branch, with its `pushed` event. A branch that is missing comes to be. */
export function pushTo(store: GitlabStore, project: Project, push: Push): Commit {
  const isNew = !project.branches.has(push.branch);
  const branch = branchOf(project, push.branch);
  const parents = push.otherParent === undefined ? [branch.sha] : [branch.sha, push.otherParent];
  const commit: Commit = {
    sha: store.nextSha(),
    parents,
    title: push.title,
    author: push.author,
    createdAt: store.now(),
  };
  project.commits.set(commit.sha, commit);
  recordEvent(store, {
    project,
    author: push.author,
    action: 'pushed',
    target: {
      kind: 'push',
      push: {
        refType: 'branch',
        commitCount: push.commitCount ?? 1,
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
export function pushToMergeRequest(store: GitlabStore, mergeRequest: MergeRequest, author: User): string {
  const title = `Change ${mergeRequest.commits.length + 1} of ${mergeRequest.sourceBranch}`;
  const commit = pushTo(store, mergeRequest.project, { branch: mergeRequest.sourceBranch, title, author });
  mergeRequest.sha = commit.sha;
  mergeRequest.commits.push(commit);
  addVersion(store, mergeRequest);
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
