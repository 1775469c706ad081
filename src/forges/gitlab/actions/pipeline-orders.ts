import { Deployments, Jobs, MergeRequests, Pipelines } from '@gitbeaker/rest';
import { NO_RECEIPT, type Receipt, type RunOrder } from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import type { Project } from '../../../domain/project.js';
import { hasEnded } from '../../../domain/subjects/pipeline.js';
import { scopeOf } from '../feeds/pipeline-jobs.js';
import { parseReply } from '../parse.js';
import { createdSchema } from '../schema/acting.js';
import { toPipelineStatus } from '../transform/pipeline.js';
import { toNumber, type Acting } from './acting.js';
import { readPipeline } from './look-at-pipeline.js';
import type { OrderOf } from './order-of.js';

/** GitLab runs failed and canceled jobs again, never the whole. https://docs.gitlab.com/api/pipelines/#retry-jobs-in-a-pipeline */
export async function retryPipeline(acting: Acting, order: OrderOf<'retry-pipeline'>): Promise<Receipt> {
  if (order.jobs === 'all') throw new ActionRefused('unsupported');
  const { client, project } = acting;
  const id = toNumber(order.pipelineId);
  // Without any it does nothing, and says that all is well.
  if (!(await hasUnsuccessful(acting, id))) throw new ActionRefused('nothing-to-do');
  const { body } = await client.ask(Pipelines, (pipelines) => pipelines.retry(project.id, id));
  return toReceipt(body);
}

/** Jobs, or those that start other pipelines, which are listed apart. */
async function hasUnsuccessful({ client, project }: Acting, pipelineId: number): Promise<boolean> {
  const scope = scopeOf(['failed', 'canceled']);
  const { body: jobs } = await client.ask(Jobs, (resource) =>
    resource.all(project.id, { pipelineId, scope, includeRetried: false, perPage: 1, page: 1 }),
  );
  if (!isEmpty(jobs)) return true;
  const { body: bridges } = await client.ask(Jobs, (resource) =>
    resource.allPipelineBridges(project.id, pipelineId, { scope }),
  );
  return !isEmpty(bridges);
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

/**
 * One that has ended, or waits for a manual job, stays as it is, and GitLab says that all is well.
 * https://gitlab.com/gitlab-org/gitlab/-/issues/519143
 */
export async function cancelPipeline(acting: Acting, order: OrderOf<'cancel-pipeline'>): Promise<Receipt> {
  const { id, status } = await readPipeline(acting, order.pipelineId);
  if (status === 'canceled' || status === 'canceling') throw new ActionRefused('already-done');
  if (status === 'manual' || hasEnded(toPipelineStatus(status))) throw new ActionRefused('state');
  const { client, project } = acting;
  const { body } = await client.ask(Pipelines, (pipelines) => pipelines.cancel(project.id, id));
  return toReceipt(body);
}

/** https://docs.gitlab.com/api/pipelines/#create-a-new-pipeline */
export async function runPipeline({ client, project }: Acting, order: RunOrder): Promise<Receipt> {
  const variables = Object.entries(order.variables).map(([key, value]) => ({ key, value }));
  const { body } = await client.ask(Pipelines, (pipelines) =>
    pipelines.create(project.id, order.ref, variables.length === 0 ? {} : { variables }),
  );
  return toReceipt(body);
}

/** https://docs.gitlab.com/api/merge_requests/#create-merge-request-pipeline */
export async function newPipeline(
  { client, project }: Acting,
  { number }: OrderOf<'new-pipeline'>,
): Promise<Receipt> {
  const { body } = await client.ask(MergeRequests, (requests) =>
    requests.createPipeline(project.id, toNumber(number)),
  );
  return toReceipt(body);
}

/** https://docs.gitlab.com/api/jobs/#run-a-job */
export async function playJob({ client, project }: Acting, order: OrderOf<'play-job'>): Promise<Receipt> {
  const { body } = await client.ask(Jobs, (jobs) =>
    jobs.play(projectOf(order, project), toNumber(order.jobId)),
  );
  return toReceipt(body);
}

/** A job of a pipeline that was started from here may be of another project. */
export function projectOf({ projectId }: OrderOf<'play-job'>, project: Project): number | string {
  return projectId === undefined ? project.id : toNumber(projectId);
}

/**
 * Premium. What was approved still waits to be played where the environment has approval rules, and what was refused
 * fails. https://docs.gitlab.com/api/deployments/#approve-or-reject-a-blocked-deployment
 */
export async function decideDeployment(
  { client, project }: Acting,
  { deploymentId, verdict }: OrderOf<'decide-deployment'>,
): Promise<Receipt> {
  await client.ask(Deployments, (deployments) =>
    deployments.setApproval(project.id, toNumber(deploymentId), verdict),
  );
  return NO_RECEIPT;
}

function toReceipt(body: unknown): Receipt {
  const { id, web_url } = parseReply(createdSchema, body);
  return { id, url: web_url };
}
