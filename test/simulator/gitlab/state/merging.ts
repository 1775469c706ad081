import type { MergeRequest, User } from './model.js';
import { addSystemNote } from './notes.js';
import { pushTo, pushToMergeRequest, removeBranch } from './pushes.js';
import { recordMergeRequestEvent } from './record-event.js';
import type { GitlabStore } from './store.js';
import { addTodo, resolveTodos } from './todos.js';

interface MergeOptions {
  readonly removeSourceBranch?: boolean;
}

/** Merges whatever the gates say; what asks first is the route. */
export function merge(
  store: GitlabStore,
  mergeRequest: MergeRequest,
  by: User,
  options: MergeOptions = {},
): void {
  const { project } = mergeRequest;
  const commit = pushTo(store, project, {
    branch: mergeRequest.targetBranch,
    message: `Merge branch '${mergeRequest.sourceBranch}' into '${mergeRequest.targetBranch}'`,
    author: by,
    commitCount: mergeRequest.commits.length + 1,
    otherParent: mergeRequest.sha,
  });
  mergeRequest.state = 'merged';
  mergeRequest.mergedBy = by;
  mergeRequest.mergedAt = store.now();
  mergeRequest.mergeCommitSha = commit.sha;
  mergeRequest.autoMergeBy = null;
  store.touchMergeRequest(mergeRequest);
  recordMergeRequestEvent(store, mergeRequest, by, 'merged');
  resolveTodos(store, mergeRequest, by);
  if (options.removeSourceBranch === true) removeBranch(store, project, mergeRequest.sourceBranch, by);
}

export function close(store: GitlabStore, mergeRequest: MergeRequest, by: User): void {
  if (mergeRequest.state !== 'opened') return;
  mergeRequest.state = 'closed';
  mergeRequest.closedBy = by;
  mergeRequest.closedAt = store.now();
  mergeRequest.autoMergeBy = null;
  store.touchMergeRequest(mergeRequest);
  recordMergeRequestEvent(store, mergeRequest, by, 'closed');
  resolveTodos(store, mergeRequest, by);
}

export function reopen(store: GitlabStore, mergeRequest: MergeRequest, by: User): void {
  if (mergeRequest.state !== 'closed') return;
  mergeRequest.state = 'opened';
  mergeRequest.closedBy = null;
  mergeRequest.closedAt = null;
  store.touchMergeRequest(mergeRequest);
  recordMergeRequestEvent(store, mergeRequest, by, 'reopened');
}

/** A new head on top of the target branch; what conflicts stays as it is. */
export function rebase(store: GitlabStore, mergeRequest: MergeRequest, by: User): void {
  if (mergeRequest.hasConflicts) return;
  const { project, targetBranch } = mergeRequest;
  const otherParent = project.branches.get(targetBranch)?.sha;
  pushToMergeRequest(store, mergeRequest, {
    author: by,
    ...(otherParent === undefined ? {} : { otherParent }),
  });
  mergeRequest.isBehind = false;
}

/** Merges by itself once the head's pipeline succeeds. */
export function setAutoMerge(store: GitlabStore, mergeRequest: MergeRequest, by: User): void {
  mergeRequest.autoMergeBy = by;
  store.touchMergeRequest(mergeRequest);
  const sha = mergeRequest.sha.slice(0, 8);
  addSystemNote(store, mergeRequest, by, `enabled an automatic merge when all merge checks for ${sha} pass`);
  resolveTodos(store, mergeRequest, by);
}

/** A check of mergeability does not count as an update of the merge request. */
export function setConflict(store: GitlabStore, mergeRequest: MergeRequest, hasConflicts: boolean): void {
  const isNew = hasConflicts && !mergeRequest.hasConflicts;
  mergeRequest.hasConflicts = hasConflicts;
  const { author } = mergeRequest;
  if (isNew) addTodo(store, { user: author, author, action: 'unmergeable', on: mergeRequest });
}
