import type { ChangedFile, Commit } from '../state/commit.js';
import { sha1 } from '../state/commit.js';
import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { repoApiUrl, repoPageUrl, timestamp } from './address.js';

export function renderCommit(state: GithubState, repository: Repository, commit: Commit) {
  const url = repoApiUrl(state, repository, `/commits/${commit.sha}`);
  const person = { ...signature(commit), date: timestamp(commit.at) };
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha.slice(0, 24)}`,
    commit: {
      author: person,
      committer: person,
      message: commit.message,
      tree: { sha: commit.treeSha, url: repoApiUrl(state, repository, `/git/trees/${commit.treeSha}`) },
      url: repoApiUrl(state, repository, `/git/commits/${commit.sha}`),
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url,
    html_url: repoPageUrl(state, repository, `/commit/${commit.sha}`),
    comments_url: `${url}/comments`,
    author: renderAccount(state, commit.author),
    committer: renderAccount(state, commit.author),
    parents: commit.parents.map((sha) => ({
      sha,
      url: repoApiUrl(state, repository, `/commits/${sha}`),
      html_url: repoPageUrl(state, repository, `/commit/${sha}`),
    })),
  };
}

/** As it stands in a run. */
export function renderSimpleCommit(commit: Commit) {
  return {
    id: commit.sha,
    tree_id: commit.treeSha,
    message: commit.message,
    timestamp: timestamp(commit.at),
    author: signature(commit),
    committer: signature(commit),
  };
}

export function renderFile(
  state: GithubState,
  repository: Repository,
  at: { file: ChangedFile; ref: string },
) {
  const { file, ref } = at;
  return {
    sha: sha1(`${ref} ${file.path}`),
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: repoPageUrl(state, repository, `/blob/${ref}/${encodeURIComponent(file.path)}`),
    raw_url: repoPageUrl(state, repository, `/raw/${ref}/${encodeURIComponent(file.path)}`),
    contents_url: repoApiUrl(state, repository, `/contents/${encodeURIComponent(file.path)}?ref=${ref}`),
    patch: file.patch ?? '@@ -1,3 +1,4 @@\n-old line\n+new line',
    ...(file.from === undefined ? {} : { previous_filename: file.from }),
  };
}

function signature(commit: Commit) {
  return { name: commit.author.name, email: `${commit.author.login}@example.com` };
}
