import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Deployment, DeploymentStatus } from '../state/deployment.js';
import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import type { WorkflowRun } from '../state/workflow-run.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';

type Repos = RestEndpointMethodTypes['repos'];
type Described = Repos['listDeploymentStatuses']['response']['data'][number]['state'];
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
  deployment: Deployment,
): Repos['listDeployments']['response']['data'][number] {
  const { id, environment, ref, sha, creator, createdAt, updatedAt } = deployment;
  const url = repoApiUrl(state, repository, `/deployments/${id}`);
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    sha,
    ref,
    task: 'deploy',
    payload: {},
    original_environment: environment,
    environment,
    description: null,
    creator: renderAccount(state, creator),
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: repoApiUrl(state, repository),
    transient_environment: false,
    production_environment: environment === 'production',
  };
}

export function renderDeploymentStatus(
  state: GithubState,
  repository: Repository,
  { deployment, status }: { readonly deployment: Deployment; readonly status: DeploymentStatus },
): Repos['listDeploymentStatuses']['response']['data'][number] {
  const deploymentUrl = repoApiUrl(state, repository, `/deployments/${deployment.id}`);
  const log = repoPageUrl(
    state,
    repository,
    `/actions/runs/${deployment.runId ?? status.id}/job/${status.id}`,
  );
  return {
    url: `${deploymentUrl}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DS', status.id),
    // What waits is told, too, and is missing in GitHub's description.
    state: status.state as Described,
    creator: renderAccount(state, deployment.creator),
    description: '',
    environment: deployment.environment,
    target_url: log,
    created_at: timestamp(status.at),
    updated_at: timestamp(status.at),
    deployment_url: deploymentUrl,
    repository_url: repoApiUrl(state, repository),
    environment_url: `https://${deployment.environment}.shop.invalid`,
    log_url: log,
  };
}
