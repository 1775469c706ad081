import type { GithubState } from '../state/github-state.js';
import type { IssueEvent } from '../state/issue-event.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, timestamp } from './address.js';
import { renderIssue } from './issue.js';

export function renderIssueEvent(state: GithubState, repository: Repository, event: IssueEvent) {
  const { commitSha } = event;
  return {
    id: event.id,
    node_id: nodeId('IE', event.id),
    url: repoApiUrl(state, repository, `/issues/events/${event.id}`),
    actor: renderAccount(state, event.actor),
    event: event.event,
    commit_id: commitSha ?? null,
    commit_url: commitSha === undefined ? null : repoApiUrl(state, repository, `/commits/${commitSha}`),
    created_at: timestamp(event.at),
    performed_via_github_app: null,
    ...detailsOf(state, event),
  };
}

/** In the list of the whole repository, where the issue has to be told. */
export function renderRepositoryEvent(state: GithubState, repository: Repository, event: IssueEvent) {
  return {
    ...renderIssueEvent(state, repository, event),
    issue: renderIssue(state, repository, event.on),
  };
}

function detailsOf(state: GithubState, event: IssueEvent): Record<string, unknown> {
  const whom = event.whom === undefined ? undefined : renderAccount(state, event.whom);
  const actor = renderAccount(state, event.actor);
  switch (event.event) {
    case 'assigned':
    case 'unassigned':
      return { assignee: whom, assigner: actor };
    case 'review_requested':
    case 'review_request_removed':
      return { review_requester: actor, requested_reviewer: whom };
    case 'renamed':
      return { rename: event.rename };
    case 'review_dismissed':
      return {
        dismissed_review: {
          state: event.dismissed?.state,
          review_id: event.dismissed?.reviewId,
          dismissal_message: event.dismissed?.message ?? null,
        },
      };
    default:
      // The published schema has no form for plain events; this field makes them fit one that it has.
      return { lock_reason: null };
  }
}
