import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { GithubState } from '../state/github-state.js';
import type { Milestone } from '../state/milestone.js';
import type { Repository } from '../state/repository.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';

export function renderMilestone(
  state: GithubState,
  repository: Repository,
  milestone: Milestone,
): RestEndpointMethodTypes['issues']['listMilestones']['response']['data'][number] {
  const { id, number, title, creator, issues, dueOn, createdAt, updatedAt } = milestone;
  const url = repoApiUrl(state, repository, `/milestones/${number}`);
  const open = issues.filter((issue) => issue.state === 'open').length;
  return {
    url,
    html_url: repoPageUrl(state, repository, `/milestone/${number}`),
    labels_url: `${url}/labels`,
    id,
    node_id: nodeId('MI', id),
    number,
    state: 'open',
    title,
    description: null,
    creator: renderAccount(state, creator),
    open_issues: open,
    closed_issues: issues.length - open,
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
    closed_at: null,
    due_on: dueOn === null ? null : `${dueOn}T08:00:00Z`,
  };
}
