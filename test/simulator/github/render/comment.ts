import type { IssueComment, ReviewComment } from '../state/comment.js';
import type { Commit, CommitComment } from '../state/commit.js';
import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';
import { associationOf } from './association.js';
import { renderReactions } from './reactions.js';

export function renderIssueComment(state: GithubState, repository: Repository, comment: IssueComment) {
  const url = repoApiUrl(state, repository, `/issues/comments/${comment.id}`);
  const { kind, number } = comment.on;
  const page = kind === 'pull' ? 'pull' : 'issues';
  return {
    url,
    html_url: repoPageUrl(state, repository, `/${page}/${number}#issuecomment-${comment.id}`),
    issue_url: repoApiUrl(state, repository, `/issues/${number}`),
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: renderAccount(state, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    author_association: associationOf(repository, comment.author),
    body: comment.body,
    reactions: renderReactions(url),
    performed_via_github_app: null,
  };
}

export function renderCommitComment(
  state: GithubState,
  repository: Repository,
  { commit, comment }: { readonly commit: Commit; readonly comment: CommitComment },
) {
  return {
    url: repoApiUrl(state, repository, `/comments/${comment.id}`),
    html_url: repoPageUrl(state, repository, `/commit/${commit.sha}#commitcomment-${comment.id}`),
    id: comment.id,
    node_id: nodeId('CC', comment.id),
    user: renderAccount(state, comment.author),
    position: null,
    line: null,
    path: null,
    commit_id: commit.sha,
    created_at: timestamp(comment.at),
    updated_at: timestamp(comment.at),
    author_association: associationOf(repository, comment.author),
    body: comment.body,
  };
}

export function renderReviewComment(state: GithubState, repository: Repository, comment: ReviewComment) {
  const url = repoApiUrl(state, repository, `/pulls/comments/${comment.id}`);
  const pullUrl = repoApiUrl(state, repository, `/pulls/${comment.pull.number}`);
  const page = repoPageUrl(state, repository, `/pull/${comment.pull.number}#discussion_r${comment.id}`);
  return {
    url,
    pull_request_review_id: comment.review.id,
    id: comment.id,
    node_id: nodeId('PRRC', comment.id),
    diff_hunk: `@@ -1,3 +1,4 @@\n-old line\n+new line`,
    path: comment.path,
    commit_id: comment.pull.headSha,
    original_commit_id: comment.commitSha,
    user: renderAccount(state, comment.author),
    body: comment.body,
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    html_url: page,
    pull_request_url: pullUrl,
    author_association: associationOf(repository, comment.author),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    reactions: renderReactions(url),
    start_line: null,
    original_start_line: null,
    start_side: null,
    line: comment.line,
    original_line: comment.line,
    side: 'RIGHT',
    original_position: comment.line,
    position: comment.line,
    subject_type: 'line',
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo.id }),
  };
}
