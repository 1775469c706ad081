import type { GitlabMergeExtras } from './gitlab-extras.js';
import type { GitlabStore } from './state/store.js';

/** What happens around merge requests of the simulated GitLab, and counts as no update of theirs. */
export function mergeMoves(store: GitlabStore): GitlabMergeExtras {
  return {
    setBehind(path, number, isBehind) {
      store.mergeRequest(path, number).isBehind = isBehind;
    },
    createLabel(path, name) {
      store.project(path).labels.add(name);
    },
  };
}
