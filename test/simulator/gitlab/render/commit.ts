import type { Commit, Project } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { projectUrl } from './project.js';
import { iso } from './time.js';

export function basicCommit(store: GitlabStore, project: Project, commit: Commit) {
  const at = iso(commit.createdAt);
  const email = `${commit.author.username}@users.invalid`;
  return {
    id: commit.sha,
    short_id: commit.sha.slice(0, 8),
    created_at: at,
    parent_ids: commit.parents,
    title: commit.title,
    message: commit.message,
    author_name: commit.author.name,
    author_email: email,
    authored_date: at,
    committer_name: commit.author.name,
    committer_email: email,
    committed_date: at,
    trailers: {},
    extended_trailers: {},
    web_url: commitUrl(store, project, commit),
  };
}

export function commitUrl(store: GitlabStore, project: Project, { sha }: Commit): string {
  return `${projectUrl(store, project)}/-/commit/${sha}`;
}
