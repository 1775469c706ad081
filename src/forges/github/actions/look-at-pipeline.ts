import type { PipelineLook, WaitingDeployment } from '../../../domain/actions/look.js';
import { FULL_PAGE } from '../all-pages.js';
import { parseList, parseOne } from '../lenient-parse.js';
import { type GithubJob, pendingDeploymentSchema, runSchema } from '../schema.js';
import { toFailedJobs, toPipeline, toWaitingJobs } from '../transform/pipeline.js';
import { jobsSchema } from './schema.js';
import type { Site } from './site.js';

/** https://docs.github.com/en/rest/actions/workflow-runs */
export async function lookAtPipeline(site: Site, id: string): Promise<PipelineLook> {
  const answer = await site.read('/actions/runs/{run_id}', { run_id: id });
  const pipeline = toPipeline(parseOne(runSchema, answer.data), site.place.project, null);
  const { status } = pipeline;
  const isTold = status === 'failed' || status === 'waiting';
  const [jobs, waitingDeployments] = await Promise.all([
    isTold ? readJobs(site, id) : [],
    status === 'waiting' ? readDeployments(site, id) : [],
  ]);
  const failedJobs = status === 'failed' ? toFailedJobs(jobs) : [];
  return {
    kind: 'pipeline',
    role: site.place.role,
    isArchived: site.place.isArchived,
    pipeline: {
      ...pipeline,
      failedJobs,
      waitingJobs: status === 'waiting' ? toWaitingJobs(jobs) : [],
      ...(waitingDeployments.length === 0
        ? {}
        : { mayApprove: waitingDeployments.some(({ mayDecide }) => mayDecide === true) }),
    },
    canRerun: true,
    cancelsWaiting: true,
    playableJobs: [],
    waitingDeployments,
  };
}

async function readJobs(site: Site, id: string): Promise<readonly GithubJob[]> {
  const params = { run_id: id, filter: 'latest', per_page: FULL_PAGE };
  const answer = await site.detail('/actions/runs/{run_id}/jobs', params);
  const parsed = jobsSchema.safeParse(answer?.data);
  return parsed.success ? parsed.data.jobs : [];
}

async function readDeployments(site: Site, id: string): Promise<readonly WaitingDeployment[]> {
  const answer = await site.detail('/actions/runs/{run_id}/pending_deployments', { run_id: id });
  if (answer === null) return [];
  return parseList(pendingDeploymentSchema, answer.data).items.map(
    ({ environment, current_user_can_approve: mayDecide = null }) => ({
      id: environment.id,
      environment: environment.name,
      mayDecide,
    }),
  );
}
