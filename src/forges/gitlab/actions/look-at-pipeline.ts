import { Deployments, Pipelines } from '@gitbeaker/rest';
import type { PipelineLook, PlayableJob, Role, WaitingDeployment } from '../../../domain/actions/look.js';
import { NO_JOBS, type PipelineJobs } from '../../../domain/subjects/pipeline.js';
import { readApprovalRules } from '../feeds/deployment-approvers.js';
import { askForDetail } from '../feeds/detail.js';
import { lookAtChildren, readFailedChildren, type ChildrenLook } from '../feeds/child-pipelines.js';
import { readJobs } from '../feeds/pipeline-jobs.js';
import { parseList, parseReply } from '../parse.js';
import { pipelineSchema, type RawJob, type RawPipeline } from '../schema.js';
import { waitingDeploymentSchema } from '../schema/acting.js';
import { mayApprove } from '../transform/approval.js';
import { toFailures, toPipeline, toPipelineStatus, toWaitingJobs } from '../transform/pipeline.js';
import { toNumber, type Acting } from './acting.js';
import { readMyself, readRole, readRules } from './role.js';

/** Blocked ones are few, and the newest are meant. */
const MAX_DEPLOYMENTS = 50;

export async function readPipeline({ client, project }: Acting, id: string): Promise<RawPipeline> {
  const { body } = await client.ask(Pipelines, (pipelines) => pipelines.show(project.id, toNumber(id)));
  return parseReply(pipelineSchema, body);
}

/** Four requests, and more where a job waits for somebody, in it or below it, or where none of its own failed. */
export async function lookAtPipeline(acting: Acting, id: string): Promise<PipelineLook> {
  const [rules, raw] = await Promise.all([readRules(acting), readPipeline(acting, id)]);
  const place = { projectId: acting.project.id, pipelineId: raw.id };
  const [role, jobs, children] = await Promise.all([
    readRole(acting, rules),
    readJobs(acting, acting.project.id, raw.id, ['failed', 'manual', 'scheduled']),
    WITHOUT_CHILDREN.has(raw.status) ? null : lookAtChildren(acting, place),
  ]);
  const waiting = jobs.filter(({ status }) => status !== 'failed');
  const isAnyManual = waiting.some(({ status }) => status === 'manual');
  const held = isAnyManual ? await readHeldJobs(acting, raw.id, role) : [];
  const heldIds = new Set(held.map(({ jobId }) => jobId));
  return {
    kind: 'pipeline',
    role,
    isArchived: rules.archived === true,
    pipeline: toPipeline(raw, acting.project, null, await tellingJobs(acting, { raw, jobs, children })),
    canRerun: false,
    cancelsWaiting: false,
    playableJobs: [
      ...waiting.filter((job) => !heldIds.has(job.id)).map(toPlayableJob),
      ...playableAmong(children),
    ],
    waitingDeployments: held.map(({ deployment }) => deployment),
  };
}

/** What failed in them is looked for where it is the reason; nothing in them goes on. */
const WITHOUT_CHILDREN: ReadonlySet<string> = new Set(['failed', 'canceled', 'skipped']);

interface Parts {
  readonly raw: RawPipeline;
  readonly jobs: readonly RawJob[];
  readonly children: ChildrenLook | null;
}

async function tellingJobs(acting: Acting, { raw, jobs, children }: Parts): Promise<PipelineJobs> {
  const status = toPipelineStatus(raw.status);
  const { failedJobs, allowedFailures } = toFailures(jobs.filter((job) => job.status === 'failed'));
  if (status !== 'failed') {
    const waiting = toWaitingJobs(jobs.filter((job) => job.status !== 'failed'));
    const waitingJobs = [
      ...waiting.filter(({ isDelayed }) => isDelayed || status === 'waiting'),
      ...(status === 'waiting' ? (children?.heldBack ?? []) : []),
    ];
    return { ...NO_JOBS, allowedFailures, waitingJobs, waitingChildren: children?.waiting ?? [] };
  }
  const place = { projectId: acting.project.id, pipelineId: raw.id };
  const failedChildren = failedJobs.length === 0 ? await readFailedChildren(acting, place) : [];
  return { ...NO_JOBS, allowedFailures, failedJobs, failedChildren };
}

function toPlayableJob({ id, name, stage }: RawJob): PlayableJob {
  return { id, name, stage };
}

/** By the names of the jobs that started their pipelines, too. */
function playableAmong(children: ChildrenLook | null): readonly PlayableJob[] {
  if (children === null) return [];
  const own = children.heldBack.map(({ id = '', name, stage }) => ({ id, name, stage }));
  const below = children.waiting.flatMap(({ projectId, name: child, waitingJobs }) =>
    waitingJobs.map(({ id = '', name, stage }) => ({ id, name: `${child}: ${name}`, stage, projectId })),
  );
  return [...own, ...below];
}

interface HeldJob {
  readonly jobId: string;
  readonly deployment: WaitingDeployment;
}

/**
 * Jobs that wait for an approval rather than to be played. Plans without approvals block none.
 * https://docs.gitlab.com/ci/environments/deployment_approvals/
 */
async function readHeldJobs(acting: Acting, pipelineId: number, role: Role): Promise<readonly HeldJob[]> {
  const { client, project, drops } = acting;
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
  const held = (rows ?? []).flatMap(({ id, environment, deployable }) =>
    deployable?.pipeline?.id === pipelineId ? [{ jobId: deployable.id, id, environment }] : [],
  );
  if (held.length === 0) return [];
  const { id: myId, is_admin: isAdmin } = await readMyself(acting);
  const me = { id: myId, role, isAdmin: isAdmin === true };
  return Promise.all(
    held.map(async ({ jobId, id, environment }) => {
      const mayDecide = mayApprove(await readApprovalRules(acting, project.id, toNumber(id)), me);
      return { jobId, deployment: { id, environment: environment.name, mayDecide } };
    }),
  );
}
