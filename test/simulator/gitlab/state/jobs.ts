import type { CiStatus, Job, Pipeline, User } from './model.js';
import type { GitlabStore } from './store.js';

export interface NewJob {
  readonly name: string;
  readonly stage?: string | undefined;
  readonly status: CiStatus;
  readonly isAllowedToFail?: boolean;
  readonly user?: User;
  readonly downstream?: Pipeline;
}

const WAITING: ReadonlySet<CiStatus> = new Set(['created', 'pending', 'manual', 'scheduled']);
const ENDED: ReadonlySet<CiStatus> = new Set(['success', 'failed', 'canceled', 'skipped']);

export function hasEnded(status: CiStatus): boolean {
  return ENDED.has(status);
}

export function addJob(store: GitlabStore, pipeline: Pipeline, fields: NewJob): Job {
  const now = store.now();
  const job: Job = {
    id: store.nextId(),
    pipeline,
    name: fields.name,
    stage: fields.stage ?? 'test',
    isAllowedToFail: fields.isAllowedToFail ?? false,
    user: fields.user ?? pipeline.user,
    createdAt: now,
    status: fields.status,
    startedAt: WAITING.has(fields.status) ? null : now,
    finishedAt: hasEnded(fields.status) ? now : null,
    isRetried: false,
    downstream: fields.downstream ?? null,
    log: null,
  };
  (job.downstream === null ? pipeline.jobs : pipeline.bridges).push(job);
  store.jobs.set(job.id, job);
  return job;
}

export function setJobStatus(store: GitlabStore, job: Job, status: CiStatus): void {
  const now = store.now();
  job.status = status;
  if (!WAITING.has(status) && status !== 'skipped') job.startedAt ??= now;
  job.finishedAt = hasEnded(status) ? now : null;
}

/** Jobs that still count: the ones a newer run replaced are history. */
export function latestJobs(pipeline: Pipeline): Job[] {
  return pipeline.jobs.filter((job) => !job.isRetried);
}

/** Same name, new id; the old row stays as retried. */
export function retryJob(store: GitlabStore, job: Job, by: User): Job {
  job.isRetried = true;
  return addJob(store, job.pipeline, {
    name: job.name,
    stage: job.stage,
    status: 'running',
    isAllowedToFail: job.isAllowedToFail,
    user: by,
  });
}
