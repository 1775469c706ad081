import { Deployments, Pipelines } from '@gitbeaker/rest';
import type { PipelineLook, PlayableJob, WaitingDeployment } from '../../../domain/actions/look.js';
import { NO_JOBS, type PipelineJobs } from '../../../domain/subjects/pipeline.js';
import { askForDetail } from '../feeds/detail.js';
import { readFailedChildren, readJobs } from '../feeds/pipeline-jobs.js';
import { parseList, parseReply } from '../parse.js';
import { pipelineSchema, type RawJob, type RawPipeline } from '../schema.js';
import { waitingDeploymentSchema } from '../schema/acting.js';
import { toFailures, toPipeline, toPipelineStatus, toWaitingJobs } from '../transform/pipeline.js';
import { toNumber, type Acting } from './acting.js';
import { readRole, readRules } from './role.js';

/** Blocked ones are few, and the newest are meant. */
const MAX_DEPLOYMENTS = 50;

export async function readPipeline({ client, project }: Acting, id: string): Promise<RawPipeline> {
  const { body } = await client.ask(Pipelines, (pipelines) => pipelines.show(project.id, toNumber(id)));
  return parseReply(pipelineSchema, body);
}

/** Three requests, and more where a job waits for somebody, or where none of its own failed. */
export async function lookAtPipeline(acting: Acting, id: string): Promise<PipelineLook> {
  const [rules, raw] = await Promise.all([readRules(acting), readPipeline(acting, id)]);
  const [role, jobs] = await Promise.all([
    readRole(acting, rules),
    readJobs(acting, acting.project.id, raw.id, ['failed', 'manual', 'scheduled']),
  ]);
  const manual = jobs.filter(({ status }) => status === 'manual');
  const held = manual.length === 0 ? [] : await readHeldJobs(acting, raw.id);
  const heldIds = new Set(held.map(({ jobId }) => jobId));
  return {
    kind: 'pipeline',
    role,
    pipeline: toPipeline(raw, acting.project, null, await readTellingJobs(acting, raw, jobs)),
    canRerun: false,
    playableJobs: manual.filter((job) => !heldIds.has(job.id)).map(toPlayableJob),
    waitingDeployments: held.map(({ deployment }) => deployment),
  };
}

async function readTellingJobs(
  acting: Acting,
  raw: RawPipeline,
  jobs: readonly RawJob[],
): Promise<PipelineJobs> {
  const status = toPipelineStatus(raw.status);
  const { failedJobs, allowedFailures } = toFailures(jobs.filter((job) => job.status === 'failed'));
  const waitingJobs = toWaitingJobs(jobs.filter((job) => job.status !== 'failed'));
  if (status !== 'failed') {
    return { ...NO_JOBS, allowedFailures, waitingJobs: status === 'waiting' ? waitingJobs : [] };
  }
  const isChildren = failedJobs.length === 0;
  const failedChildren = isChildren ? await readFailedChildren(acting, acting.project, raw.id) : [];
  return { ...NO_JOBS, allowedFailures, failedJobs, failedChildren };
}

function toPlayableJob({ id, name, stage }: RawJob): PlayableJob {
  return { id, name, stage };
}

interface HeldJob {
  readonly jobId: string;
  readonly deployment: WaitingDeployment;
}

/**
 * Jobs that wait for an approval rather than to be played. Plans without approvals block none, and who may decide is
 * told nowhere. https://docs.gitlab.com/ci/environments/deployment_approvals/
 */
async function readHeldJobs(
  { client, project, drops }: Acting,
  pipelineId: number,
): Promise<readonly HeldJob[]> {
  const rows = await askForDetail(async () => {
    const { body } = await client.ask(Deployments, (deployments) =>
      deployments.all(project.id, {
        status: 'blocked',
        orderBy: 'updated_at',
        sort: 'desc',
        perPage: MAX_DEPLOYMENTS,
        page: 1,
      }),
    );
    return parseList(waitingDeploymentSchema, body, drops);
  });
  return (rows ?? []).flatMap(({ id, environment, deployable }) =>
    deployable?.pipeline?.id === pipelineId
      ? [{ jobId: deployable.id, deployment: { id, environment: environment.name, mayDecide: null } }]
      : [],
  );
}
