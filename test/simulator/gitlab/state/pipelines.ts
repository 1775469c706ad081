import type { JobSeed } from '../../forge-world.js';
import { addJob, hasEnded, latestJobs, retryJob, setJobStatus } from './jobs.js';
import { merge } from './merging.js';
import { detailedMergeStatus } from './mergeability.js';
import type { CiStatus, Job, MergeRequest, Pipeline, PipelineVariable, Project, User } from './model.js';
import { branchOf } from './projects.js';
import type { GitlabStore } from './store.js';
import { addTodo, resolveTodos } from './todos.js';

export interface NewPipeline {
  readonly user: User;
  readonly ref: string;
  readonly source: string;
  readonly status: 'running' | 'pending';
  readonly name: string | null;
  readonly mergeRequest: MergeRequest | null;
  readonly variables: readonly PipelineVariable[];
}

const STAGES = [
  { name: 'compile', stage: 'build' },
  { name: 'unit', stage: 'test' },
];

export function startPipeline(store: GitlabStore, project: Project, fields: NewPipeline): Pipeline {
  const { mergeRequest, ...rest } = fields;
  const now = store.now();
  const sha = mergeRequest?.sha ?? project.tags.get(fields.ref) ?? branchOf(project, fields.ref).sha;
  project.pipelineIid += 1;
  const pipeline: Pipeline = {
    ...rest,
    id: store.nextId(),
    iid: project.pipelineIid,
    project,
    sha,
    beforeSha: project.commits.get(sha)?.parents[0] ?? '0'.repeat(40),
    mergeRequest,
    createdAt: now,
    updatedAt: now,
    startedAt: fields.status === 'running' ? now : null,
    finishedAt: null,
    jobs: [],
    bridges: [],
  };
  project.pipelines.push(pipeline);
  store.pipelines.set(pipeline.id, pipeline);
  store.touchPipeline(pipeline);
  for (const [index, seed] of STAGES.entries()) {
    addJob(store, pipeline, { ...seed, status: index === 0 ? fields.status : 'created' });
  }
  mergeRequest?.pipelines.push(pipeline);
  for (const watched of mergeRequestsOf(pipeline)) watched.headPipeline = pipeline;
  return pipeline;
}

/** A successful pipeline's failed jobs are those that were allowed to fail; where a child failed, no job has to. */
export function finishPipeline(
  store: GitlabStore,
  pipeline: Pipeline,
  outcome: 'success' | 'failed' | 'canceled',
  failedJobs: readonly JobSeed[],
): void {
  const hasReason = failedJobs.length > 0 || pipeline.bridges.some(({ status }) => status === 'failed');
  const seeds = outcome === 'failed' && !hasReason ? [{ name: 'unit' }] : failedJobs;
  for (const seed of seeds) failJob(store, pipeline, seed, outcome === 'success');
  for (const job of latestJobs(pipeline).filter(isOpen)) {
    setJobStatus(store, job, outcome === 'canceled' ? 'canceled' : 'success');
  }
  endPipeline(store, pipeline, outcome);
}

/** Stops it at a manual job. */
export function blockPipeline(store: GitlabStore, pipeline: Pipeline): void {
  for (const job of latestJobs(pipeline).filter(isOpen)) setJobStatus(store, job, 'success');
  if (!latestJobs(pipeline).some((job) => job.status === 'manual')) {
    addJob(store, pipeline, { name: 'deploy', stage: 'deploy', status: 'manual' });
  }
  pipeline.startedAt ??= store.now();
  pipeline.status = 'manual';
  store.touchPipeline(pipeline);
}

/** Runs what failed or was canceled once more; without any such job nothing happens. */
export function retryPipeline(store: GitlabStore, pipeline: Pipeline, by: User): void {
  const again = latestJobs(pipeline).filter((job) => job.status === 'failed' || job.status === 'canceled');
  if (again.length === 0) return;
  for (const job of again) retryJob(store, job, by);
  resumePipeline(store, pipeline);
  for (const mergeRequest of mergeRequestsOf(pipeline)) {
    resolveTodos(store, mergeRequest, mergeRequest.author);
  }
}

/** Back to running, under the same id; the first start stands. */
export function resumePipeline(store: GitlabStore, pipeline: Pipeline): void {
  pipeline.status = 'running';
  pipeline.startedAt ??= store.now();
  pipeline.finishedAt = null;
  store.touchPipeline(pipeline);
}

/** A manual job stays as it is, and with it what it blocks: `CANCELABLE_STATUSES` in GitLab's ci/has_status.rb. */
export function cancelPipeline(store: GitlabStore, pipeline: Pipeline): void {
  if (hasEnded(pipeline.status)) return;
  for (const job of latestJobs(pipeline).filter(isOpen)) setJobStatus(store, job, 'canceled');
  if (pipeline.status === 'manual') return;
  endPipeline(store, pipeline, 'canceled');
}

function endPipeline(store: GitlabStore, pipeline: Pipeline, outcome: CiStatus): void {
  const now = store.now();
  pipeline.status = outcome;
  pipeline.startedAt ??= now;
  pipeline.finishedAt = now;
  store.touchPipeline(pipeline);
  for (const mergeRequest of mergeRequestsOf(pipeline)) {
    if (outcome === 'failed') addFailureTodos(store, mergeRequest);
    const by = mergeRequest.autoMergeBy;
    if (outcome === 'success' && by !== null && detailedMergeStatus(mergeRequest) === 'mergeable') {
      merge(store, mergeRequest, by);
    }
  }
}

function addFailureTodos(store: GitlabStore, mergeRequest: MergeRequest): void {
  const participants = new Set([mergeRequest.author, mergeRequest.autoMergeBy ?? mergeRequest.author]);
  for (const user of participants) {
    addTodo(store, { user, author: mergeRequest.author, action: 'build_failed', on: mergeRequest });
  }
}

function failJob(store: GitlabStore, pipeline: Pipeline, seed: JobSeed, isAllowedToFail: boolean): void {
  const known = latestJobs(pipeline).find((job) => job.name === seed.name);
  if (known === undefined || known.isAllowedToFail !== isAllowedToFail) {
    if (known !== undefined) known.isRetried = true;
    addJob(store, pipeline, {
      ...seed,
      stage: seed.stage ?? known?.stage,
      status: 'failed',
      isAllowedToFail,
    });
    return;
  }
  setJobStatus(store, known, 'failed');
}

/** Open merge requests whose head this pipeline builds. */
function mergeRequestsOf(pipeline: Pipeline): MergeRequest[] {
  const candidates =
    pipeline.mergeRequest === null ? pipeline.project.mergeRequests.values() : [pipeline.mergeRequest];
  return [...candidates].filter(
    (mergeRequest) =>
      mergeRequest.state === 'opened' &&
      mergeRequest.sha === pipeline.sha &&
      (pipeline.mergeRequest === mergeRequest || mergeRequest.sourceBranch === pipeline.ref),
  );
}

function isOpen(job: Job): boolean {
  return ['created', 'pending', 'running'].includes(job.status);
}
