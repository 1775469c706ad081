import type { GithubState } from '../state/github-state.js';
import type { PullRequest } from '../state/pull-request.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';
import { associationOf } from './association.js';
import { renderLabel } from './label.js';
import { renderReactions } from './reactions.js';

/** The issue that every pull request is as well. */
export function renderIssue(state: GithubState, repository: Repository, pull: PullRequest) {
  const url = repoApiUrl(state, repository, `/issues/${pull.number}`);
  const page = repoPageUrl(state, repository, `/pull/${pull.number}`);
  const assignees = pull.assignees.map((account) => renderAccount(state, account));
  const comments = [...repository.issueComments.values()].filter((comment) => comment.pull === pull);
  return {
    url,
    repository_url: repoApiUrl(state, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: pull.issueId,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    title: pull.title,
    user: renderAccount(state, pull.author),
    labels: pull.labels.map((label) => renderLabel(state, repository, label)),
    state: pull.state,
    locked: false,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: comments.length,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: pull.closedAt && timestamp(pull.closedAt),
    author_association: associationOf(repository, pull.author),
    active_lock_reason: null,
    draft: pull.isDraft,
    pull_request: {
      url: repoApiUrl(state, repository, `/pulls/${pull.number}`),
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.merge && timestamp(pull.merge.at),
    },
    body: pull.body,
    closed_by: pull.closedBy && renderAccount(state, pull.closedBy),
    reactions: renderReactions(url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
  };
}
