import type { Deployment, DeploymentStatus } from '../../../domain/subjects/deployment.js';
import type { Project } from '../../../domain/project.js';
import type { RawDeployment } from '../schema.js';

/** `created` is queued, or a manual job that may never be played. */
const STATUSES: Readonly<Record<string, DeploymentStatus>> = {
  created: 'pending',
  running: 'running',
  blocked: 'waiting',
  success: 'success',
  failed: 'failed',
  canceled: 'canceled',
  skipped: 'canceled',
};

/** Old servers tell how it stands by its job alone. */
export function toDeployment(raw: RawDeployment, project: Project, isProduction: boolean): Deployment {
  const { environment, deployable } = raw;
  return {
    kind: 'deployment',
    id: raw.id,
    projectId: project.id,
    environment: environment.name,
    isProduction,
    ref: raw.ref,
    sha: raw.sha,
    status: STATUSES[raw.status ?? deployable?.status ?? ''] ?? 'pending',
    statusId: null,
    isOfRun: false,
    pipelineId: deployable?.pipeline?.id ?? null,
    actor: raw.user,
    url: deployable?.web_url ?? `${project.url}/-/environments/${environment.id}`,
    siteUrl: environment.external_url,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  };
}
