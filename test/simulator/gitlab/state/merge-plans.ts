import type { MergeRequest, User } from './model.js';
import { addSystemNote } from './notes.js';
import type { GitlabStore } from './store.js';

export function retarget(store: GitlabStore, mergeRequest: MergeRequest, branch: string, by: User): void {
  const before = mergeRequest.targetBranch;
  if (before === branch) return;
  mergeRequest.targetBranch = branch;
  store.touchMergeRequest(mergeRequest);
  addSystemNote(store, mergeRequest, by, `changed target branch from \`${before}\` to \`${branch}\``);
}

/** A label leaves an event of its own and no note, but counts as an update. */
export function addLabel(store: GitlabStore, mergeRequest: MergeRequest, label: string): void {
  if (mergeRequest.labels.includes(label)) return;
  mergeRequest.labels = [...mergeRequest.labels, label];
  store.touchMergeRequest(mergeRequest);
}

export function cancelAutoMerge(store: GitlabStore, mergeRequest: MergeRequest, by: User): void {
  mergeRequest.autoMergeBy = null;
  store.touchMergeRequest(mergeRequest);
  addSystemNote(store, mergeRequest, by, 'canceled the automatic merge');
}
