import type { GithubState } from '../state/github-state.js';
import type { Discussed } from '../state/issue.js';
import type { PullRequest } from '../state/pull-request.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';
import { associationOf } from './association.js';
import { renderLabel } from './label.js';
import { renderReactions } from './reactions.js';

/** An item of a list does not say who closed it. Every pull request is an issue as well. */
export function renderListedIssue(state: GithubState, repository: Repository, on: Discussed) {
  const url = repoApiUrl(state, repository, `/issues/${on.number}`);
  const page = repoPageUrl(state, repository, `/${on.kind === 'pull' ? 'pull' : 'issues'}/${on.number}`);
  const assignees = on.assignees.map((account) => renderAccount(state, account));
  const comments = [...repository.issueComments.values()].filter((comment) => comment.on === on);
  return {
    url,
    repository_url: repoApiUrl(state, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: on.kind === 'pull' ? on.issueId : on.id,
    node_id: nodeId(on.kind === 'pull' ? 'PR' : 'I', on.id),
    number: on.number,
    title: on.title,
    user: renderAccount(state, on.author),
    labels: on.labels.map((label) => renderLabel(state, repository, label)),
    state: on.state,
    locked: on.isLocked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: comments.length,
    created_at: timestamp(on.createdAt),
    updated_at: timestamp(on.updatedAt),
    closed_at: on.closedAt && timestamp(on.closedAt),
    author_association: associationOf(repository, on.author),
    active_lock_reason: null,
    ...(on.kind === 'pull' ? pullFields(state, repository, on, page) : {}),
    body: on.body,
    reactions: renderReactions(url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: on.kind === 'issue' && on.state === 'closed' ? 'completed' : null,
  };
}

export function renderIssue(state: GithubState, repository: Repository, on: Discussed) {
  return {
    ...renderListedIssue(state, repository, on),
    closed_by: on.closedBy && renderAccount(state, on.closedBy),
  };
}

function pullFields(state: GithubState, repository: Repository, pull: PullRequest, page: string) {
  return {
    draft: pull.isDraft,
    pull_request: {
      url: repoApiUrl(state, repository, `/pulls/${pull.number}`),
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.merge && timestamp(pull.merge.at),
    },
  };
}
