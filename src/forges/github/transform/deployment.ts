import {
  hasDeploymentEnded,
  namesProduction,
  type Deployment,
  type DeploymentStatus,
} from '../../../domain/subjects/deployment.js';
import type { Project } from '../../../domain/project.js';
import type { GithubDeployment, GithubDeploymentStatus } from '../schema.js';
import { toPersonOrNull } from './person.js';

/** REST describes no `waiting`; webhooks send it. */
const STATUSES: Readonly<Record<string, DeploymentStatus>> = {
  queued: 'pending',
  pending: 'pending',
  waiting: 'waiting',
  in_progress: 'running',
  success: 'success',
  failure: 'failed',
  error: 'failed',
};

/** A later success makes that of an earlier success; of what has not ended, whoever runs it does, to give it up. */
const INACTIVE = 'inactive';

const ACTIONS = 'github-actions';

/** As it stands before any status was set. */
export function toDeployment(raw: GithubDeployment, project: Project): Deployment {
  return {
    kind: 'deployment',
    id: raw.id,
    projectId: project.id,
    environment: raw.environment,
    isProduction: raw.production_environment === true || namesProduction(raw.environment),
    ref: raw.ref,
    sha: raw.sha,
    status: 'pending',
    statusId: null,
    isOfRun: raw.performed_via_github_app?.slug === ACTIONS,
    pipelineId: null,
    actor: toPersonOrNull(raw.creator),
    url: `${project.url}/deployments`,
    siteUrl: null,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  };
}

export function withStatus(deployment: Deployment, statuses: readonly GithubDeploymentStatus[]): Deployment {
  const newestFirst = statuses.toSorted(
    (one, other) => Date.parse(other.created_at) - Date.parse(one.created_at),
  );
  const [newest] = newestFirst;
  if (newest === undefined) return deployment;
  const standing = newestFirst.find(({ state }) => state !== INACTIVE) ?? newest;
  const status = STATUSES[standing.state] ?? 'pending';
  const isGivenUp = newest.state === INACTIVE && !hasDeploymentEnded(status);
  const told = isGivenUp ? newest : standing;
  const log = logOf(told) ?? logOf(standing);
  return {
    ...deployment,
    status: isGivenUp ? 'canceled' : status,
    statusId: told.id,
    pipelineId: runIn(log) ?? deployment.pipelineId ?? null,
    url: log ?? deployment.url,
    siteUrl: told.environment_url ?? deployment.siteUrl,
    updatedAt: later(deployment.updatedAt, told.updated_at),
  };
}

function logOf({ log_url, target_url }: GithubDeploymentStatus): string | null {
  return log_url ?? target_url ?? null;
}

/** A deployment names its run nowhere but in the address of its log. Whoever made it over the API may link anything. */
function runIn(log: string | null): string | null {
  return /\/actions\/runs\/(\d{1,19})(?:[/?#]|$)/.exec(log ?? '')?.[1] ?? null;
}

function later(one: string, other: string): string {
  return Date.parse(one) >= Date.parse(other) ? one : other;
}
