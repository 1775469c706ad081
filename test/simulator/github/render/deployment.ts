import type { Account } from '../state/account.js';
import { type GithubState, nextId } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import type { WorkflowRun } from '../state/workflow-run.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';

type Environment = NonNullable<WorkflowRun['environment']>;

export function renderPendingDeployment(
  state: GithubState,
  repository: Repository,
  pending: { readonly environment: Environment; readonly canApprove: boolean },
) {
  const { id, name } = pending.environment;
  return {
    environment: {
      id,
      node_id: nodeId('EN', id),
      name,
      url: repoApiUrl(state, repository, `/environments/${name}`),
      html_url: repoPageUrl(state, repository, `/deployments/activity_log?environments_filter=${name}`),
    },
    wait_timer: 0,
    wait_timer_started_at: null,
    current_user_can_approve: pending.canApprove,
    reviewers: [],
  };
}

export function renderDeployment(
  state: GithubState,
  repository: Repository,
  deployed: { readonly run: WorkflowRun; readonly environment: Environment; readonly by: Account },
) {
  const { run, environment, by } = deployed;
  const id = nextId(state, 'deployment');
  const url = repoApiUrl(state, repository, `/deployments/${id}`);
  const now = timestamp(state.clock());
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    sha: run.commit.sha,
    ref: run.branch,
    task: 'deploy',
    payload: {},
    original_environment: environment.name,
    environment: environment.name,
    description: null,
    creator: renderAccount(state, by),
    created_at: now,
    updated_at: now,
    statuses_url: `${url}/statuses`,
    repository_url: repoApiUrl(state, repository),
    transient_environment: false,
    production_environment: environment.name === 'production',
  };
}
