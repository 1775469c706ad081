import type { GitlabUploadExtras } from './gitlab-extras.js';
import type { GitlabStore } from './state/store.js';

export function uploadMoves(store: GitlabStore): GitlabUploadExtras {
  return { uploads: (path) => store.project(path).uploads };
}
