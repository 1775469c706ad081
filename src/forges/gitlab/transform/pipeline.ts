import {
  hasEnded,
  judgementOf,
  nextAttempt,
  type FailedJob,
  type Pipeline,
  type PipelineJobs,
  type PipelineStatus,
  type WaitingJob,
} from '../../../domain/subjects/pipeline.js';
import type { Project } from '../../../domain/project.js';
import type { RawJob, RawPipeline } from '../schema.js';

/** https://docs.gitlab.com/api/pipelines/ */
const STATUSES: ReadonlyMap<string, PipelineStatus> = new Map(
  Object.entries({
    created: 'pending',
    waiting_for_resource: 'pending',
    preparing: 'pending',
    waiting_for_callback: 'pending',
    pending: 'pending',
    scheduled: 'pending',
    running: 'running',
    canceling: 'running',
    manual: 'waiting',
    success: 'success',
    failed: 'failed',
    canceled: 'canceled',
    skipped: 'skipped',
  } as const),
);

/** A word from a newer server is taken for work under way. */
export function toPipelineStatus(status: string): PipelineStatus {
  return STATUSES.get(status) ?? 'pending';
}

/** `row` is as much as was read: a list's row tells neither user nor times. */
export function toPipeline(
  row: RawPipeline,
  project: Project,
  before: Pipeline | null,
  jobs: PipelineJobs,
): Pipeline {
  const status = toPipelineStatus(row.status);
  const finishedAt = hasEnded(status) ? row.finished_at : null;
  const mergeRequestNumber = mergeRequestOf(row.ref);
  const ref = mergeRequestNumber === null ? row.ref : `!${mergeRequestNumber}`;
  return {
    kind: 'pipeline',
    id: String(row.id),
    projectId: project.id,
    number: String(row.id),
    name: row.name,
    title: null,
    ref,
    isDefaultBranch: row.tag !== true && ref !== '' && ref === project.defaultBranch,
    sha: row.sha,
    status,
    attempt: attemptOf(before, { status, finishedAt }),
    source: row.source,
    isTag: row.tag ?? before?.isTag ?? false,
    actor: row.user ?? before?.actor ?? null,
    ...jobs,
    ...judgementOf(before),
    mergeRequestNumber,
    ...knownOfMergeRequest(before),
    url: row.web_url,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    finishedAt,
    durationSeconds: hasEnded(status) ? row.duration : null,
  };
}

/** No row tells it. */
function knownOfMergeRequest(before: Pipeline | null): Pick<Pipeline, 'mergeRequestAuthor' | 'sourceBranch'> {
  const mergeRequestAuthor = before?.mergeRequestAuthor ?? null;
  const sourceBranch = before?.sourceBranch;
  return { mergeRequestAuthor, ...(sourceBranch === undefined ? {} : { sourceBranch }) };
}

/** Jobs that may fail do not break a pipeline. */
export function toFailures(
  jobs: readonly RawJob[],
): Required<Pick<PipelineJobs, 'failedJobs' | 'allowedFailures'>> {
  const isAllowed = ({ allow_failure }: RawJob): boolean => allow_failure === true;
  return {
    failedJobs: jobs.filter((job) => !isAllowed(job)).map(toFailedJob),
    allowedFailures: jobs.filter(isAllowed).map(toFailedJob),
  };
}

function toFailedJob({ id, name, stage, web_url }: RawJob): FailedJob {
  return { id, name, stage, url: web_url };
}

/** A manual job that may fail holds nothing up: it is an offer. */
export function toWaitingJobs(jobs: readonly RawJob[]): readonly WaitingJob[] {
  return jobs
    .filter(({ status, allow_failure }) => status === 'scheduled' || allow_failure !== true)
    .map(({ id, name, stage, status }) => ({ id, name, stage, isDelayed: status === 'scheduled' }));
}

/** Of each job the newest try; newer ones have higher ids. */
export function latestTries(tries: readonly RawJob[]): readonly RawJob[] {
  const oldestFirst = tries.toSorted((one, other) => Number(one.id) - Number(other.id));
  return [...new Map(oldestFirst.map((job) => [job.name, job])).values()];
}

/** Names of those that had to be tried again before their pipeline could pass or go on. */
export function brokenTries(tries: readonly RawJob[]): readonly string[] {
  return tries
    .filter(({ status, allow_failure }) => status === 'failed' && allow_failure !== true)
    .map(({ name }) => name);
}

/** Passed, though jobs failed that may: the only success whose jobs are worth a request. */
export function isWarned({ detailed_status }: RawPipeline): boolean {
  return detailed_status?.group === 'success-with-warnings';
}

/** `refs/merge-requests/7/head`, `…/merge`, `…/train`. */
function mergeRequestOf(ref: string): string | null {
  return /^refs\/merge-requests\/(\d+)\//.exec(ref)?.[1] ?? null;
}

/** A pipeline that had ended when it was first seen, in a list, has no end time yet; learning it is no new run. */
function attemptOf(before: Pipeline | null, after: Pick<Pipeline, 'status' | 'finishedAt'>): number {
  const wasUnknown = before !== null && hasEnded(before.status) && before.finishedAt === null;
  const isOlder = after.finishedAt !== null && before !== null && after.finishedAt <= before.updatedAt;
  return nextAttempt(wasUnknown && isOlder ? { ...before, finishedAt: after.finishedAt } : before, after);
}
