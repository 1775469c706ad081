import { overallAt } from '../state/check.js';
import type { GithubState } from '../state/github-state.js';
import { obstacleOf } from '../state/obstacle.js';
import type { PullRequest } from '../state/pull-request.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';
import { associationOf } from './association.js';
import { renderLabel } from './label.js';
import { renderRepository } from './repository.js';

/** As it stands in lists. */
export function renderPullSimple(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  renderedRepository: unknown = renderRepository(state, repository),
) {
  const url = repoApiUrl(state, repository, `/pulls/${pull.number}`);
  const issueUrl = repoApiUrl(state, repository, `/issues/${pull.number}`);
  const page = repoPageUrl(state, repository, `/pull/${pull.number}`);
  const links = linksOf(state, repository, pull);
  const assignees = pull.assignees.map((account) => renderAccount(state, account));
  return {
    url,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl,
    number: pull.number,
    state: pull.state,
    locked: pull.isLocked,
    title: pull.title,
    user: renderAccount(state, pull.author),
    body: pull.body,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: pull.closedAt && timestamp(pull.closedAt),
    merged_at: pull.merge && timestamp(pull.merge.at),
    merge_commit_sha: pull.merge?.sha ?? (pull.mergeability === 'unknown' ? null : pull.headSha),
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: pull.requestedReviewers.map((account) => renderAccount(state, account)),
    requested_teams: [],
    labels: pull.labels.map((label) => renderLabel(state, repository, label)),
    milestone: null,
    draft: pull.isDraft,
    commits_url: links.commits.href,
    review_comments_url: links.review_comments.href,
    review_comment_url: links.review_comment.href,
    comments_url: links.comments.href,
    statuses_url: links.statuses.href,
    head: renderSide(state, repository, { ref: pull.headRef, sha: pull.headSha }, renderedRepository),
    base: renderSide(state, repository, { ref: pull.baseRef, sha: pull.baseSha }, renderedRepository),
    _links: links,
    author_association: associationOf(repository, pull.author),
    auto_merge: autoMergeOf(state, pull),
    active_lock_reason: null,
  };
}

export function renderPull(state: GithubState, repository: Repository, pull: PullRequest) {
  const files = pull.commits.flatMap((commit) => commit.files);
  const comments = [...repository.issueComments.values()].filter(({ on }) => on === pull);
  const onLines = [...repository.reviewComments.values()].filter((comment) => comment.pull === pull);
  return {
    ...renderPullSimple(state, repository, pull),
    merged: pull.merge !== null,
    mergeable: mergeableOf(pull),
    rebaseable: mergeableOf(pull),
    mergeable_state: mergeableStateOf(repository, pull),
    merged_by: pull.merge && renderAccount(state, pull.merge.by),
    comments: comments.length,
    review_comments: onLines.length,
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: new Set(files.map((file) => file.path)).size,
  };
}

/** As it stands in a run. */
export function renderPullMinimal(state: GithubState, repository: Repository, pull: PullRequest) {
  const repo = { id: repository.id, url: repoApiUrl(state, repository), name: repository.name };
  return {
    url: repoApiUrl(state, repository, `/pulls/${pull.number}`),
    id: pull.id,
    number: pull.number,
    head: { ref: pull.headRef, sha: pull.headSha, repo },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo },
  };
}

function autoMergeOf(state: GithubState, { autoMergeBy, title }: PullRequest) {
  if (autoMergeBy === null) return null;
  return {
    enabled_by: renderAccount(state, autoMergeBy),
    merge_method: 'merge',
    commit_title: title,
    commit_message: '',
  };
}

function mergeableOf(pull: PullRequest): boolean | null {
  if (pull.merge !== null || pull.mergeability === 'unknown') return null;
  return !pull.isConflicting;
}

function mergeableStateOf(repository: Repository, pull: PullRequest): string {
  if (pull.merge !== null || pull.mergeability === 'unknown') return 'unknown';
  const obstacle = obstacleOf(repository, pull)?.state ?? (pull.isDraft ? 'draft' : null);
  if (obstacle !== null) return obstacle;
  const checks = overallAt(repository, pull.headSha);
  return checks === null || checks === 'SUCCESS' ? 'clean' : 'unstable';
}

function renderSide(
  state: GithubState,
  repository: Repository,
  side: { readonly ref: string; readonly sha: string },
  repo: unknown,
) {
  const label = `${repository.owner.login}:${side.ref}`;
  return { label, ref: side.ref, sha: side.sha, user: renderAccount(state, repository.owner), repo };
}

function linksOf(state: GithubState, repository: Repository, pull: PullRequest) {
  const pulls = repoApiUrl(state, repository, '/pulls');
  const url = `${pulls}/${pull.number}`;
  const issueUrl = repoApiUrl(state, repository, `/issues/${pull.number}`);
  return {
    self: { href: url },
    html: { href: repoPageUrl(state, repository, `/pull/${pull.number}`) },
    issue: { href: issueUrl },
    comments: { href: `${issueUrl}/comments` },
    review_comments: { href: `${url}/comments` },
    review_comment: { href: `${pulls}/comments{/number}` },
    commits: { href: `${url}/commits` },
    statuses: { href: repoApiUrl(state, repository, `/statuses/${pull.headSha}`) },
  };
}
