import { type FileChange, SOME_PATCH } from '../../core/history.js';
import type { Commit, Project } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { basicCommit } from './commit.js';
import { projectUrl } from './project.js';

export interface Comparison {
  readonly base: string;
  readonly head: Commit;
  readonly commits: readonly Commit[];
  readonly files: readonly FileChange[];
}

export function compareEntity(
  store: GitlabStore,
  project: Project,
  { base, head, commits, files }: Comparison,
) {
  return {
    commit: commits.length === 0 ? null : basicCommit(store, project, head),
    commits: commits.map((commit) => basicCommit(store, project, commit)),
    diffs: files.map(diffEntity),
    compare_timeout: false,
    compare_same_ref: base === head.sha,
    web_url: `${projectUrl(store, project)}/-/compare/${base}...${head.sha}`,
  };
}

export function diffEntity({ path, from, status = 'modified', patch = SOME_PATCH }: FileChange) {
  return {
    diff: patch,
    new_path: path,
    old_path: from ?? path,
    a_mode: status === 'added' ? '0' : '100644',
    b_mode: status === 'removed' ? '0' : '100644',
    new_file: status === 'added',
    renamed_file: status === 'renamed',
    deleted_file: status === 'removed',
    generated_file: false,
  };
}
