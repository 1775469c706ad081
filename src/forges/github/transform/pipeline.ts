import type { Project } from '../../../domain/project.js';
import { hasEnded, jobsOf, judgementOf, NO_JOBS } from '../../../domain/subjects/pipeline.js';
import type {
  FailedJob,
  Pipeline,
  PipelineJobs,
  PipelineStatus,
  WaitingJob,
} from '../../../domain/subjects/pipeline.js';
import type { GithubJob, GithubPendingDeployment, GithubRun } from '../schema.js';
import { toPersonOrNull } from './person.js';

export type PullOfRun = NonNullable<GithubRun['pull_requests']>[number];

const MERGE_QUEUE = 'merge_group';

/** As GitHub calls a fork that is gone. */
const UNKNOWN_OWNER = 'unknown';

type RunStatus = GithubRun['status'];
type RunConclusion = NonNullable<GithubRun['conclusion']>;

const OPEN_STATUS = {
  queued: 'pending',
  pending: 'pending',
  requested: 'pending',
  in_progress: 'running',
  waiting: 'waiting',
  action_required: 'waiting',
} as const satisfies Record<Exclude<RunStatus, 'completed'>, PipelineStatus>;

const CONCLUDED_STATUS = {
  success: 'success',
  neutral: 'success',
  failure: 'failed',
  timed_out: 'failed',
  startup_failure: 'failed',
  cancelled: 'canceled',
  stale: 'canceled',
  skipped: 'skipped',
  action_required: 'waiting',
} as const satisfies Record<RunConclusion, PipelineStatus>;

const FAILED_JOB_CONCLUSIONS: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure']);

export function toPipelineStatus(run: Pick<GithubRun, 'status' | 'conclusion'>): PipelineStatus {
  if (run.status !== 'completed') return OPEN_STATUS[run.status];
  // The conclusion follows the status by a moment.
  return run.conclusion ? CONCLUDED_STATUS[run.conclusion] : 'running';
}

/** `before`: what the account last saw of the run; carries what the list does not tell. */
export function toPipeline(run: GithubRun, project: Project, before: Pipeline | null): Pipeline {
  const status = toPipelineStatus(run);
  const attempt = run.run_attempt ?? 1;
  const isEnded = hasEnded(status);
  const pull = pullOf(run, project);
  return {
    kind: 'pipeline',
    id: run.id,
    projectId: project.id,
    number: String(run.run_number),
    name: run.name ?? null,
    title: run.display_title ?? null,
    ...refOf(run, project),
    isDefaultBranch: isOnDefaultBranch(run, project),
    sha: run.head_sha,
    status,
    attempt,
    source: run.event ?? null,
    actor: toPersonOrNull(run.triggering_actor ?? run.actor),
    ...lookedInto(before, { status, attempt, updatedAt: run.updated_at }),
    ...judgementOf(before),
    mergeRequestNumber: pull === null ? null : String(pull.number),
    mergeRequestAuthor: before?.mergeRequestAuthor ?? null,
    url: run.html_url,
    createdAt: run.created_at,
    updatedAt: run.updated_at,
    finishedAt: isEnded ? run.updated_at : null,
    durationSeconds: isEnded ? secondsBetween(run.run_started_at ?? run.created_at, run.updated_at) : null,
  };
}

/** What a look into it showed, as long as it stands as it stood. */
function lookedInto(
  before: Pipeline | null,
  after: Standing,
): Required<PipelineJobs> & Pick<Pipeline, 'mayApprove'> {
  if (before === null || !areJobsKnown(before, after)) return NO_JOBS;
  const { mayApprove } = before;
  return { ...jobsOf(before), ...(mayApprove === undefined ? {} : { mayApprove }) };
}

type Standing = Pick<Pipeline, 'status' | 'attempt' | 'updatedAt'>;

/** The jobs that made it so were read when it was first seen so. One that waits may do so for another job since it moved. */
export function areJobsKnown(before: Standing | null, after: Standing): boolean {
  if (before?.status !== after.status || before.attempt !== after.attempt) return false;
  return after.status !== 'waiting' || before.updatedAt === after.updatedAt;
}

/** The attempt before this one ended unseen. */
export function hasMissedAttempt(before: Standing | null, after: Standing): boolean {
  if (after.attempt === 1 || before?.attempt === after.attempt) return false;
  return before?.attempt !== after.attempt - 1 || !hasEnded(before.status);
}

export function toFailedJobs(jobs: readonly GithubJob[]): readonly FailedJob[] {
  return jobs
    .filter((job) => FAILED_JOB_CONCLUSIONS.has(job.conclusion ?? ''))
    .map((job) => ({ id: job.id, name: job.name, stage: null, url: job.html_url ?? null }));
}

/** Those whose environment holds them back: until somebody approves, or for its time. */
export function toWaitingJobs(jobs: readonly GithubJob[], isDelayed = false): readonly WaitingJob[] {
  return jobs
    .filter(({ status }) => status === 'waiting')
    .map(({ name }) => ({ name, stage: null, isDelayed }));
}

/** Nobody has to act: its time is all that each of its environments waits for. */
export function isDelayedOnly(pending: readonly GithubPendingDeployment[]): boolean {
  return pending.every(({ wait_timer, reviewers }) => (wait_timer ?? 0) > 0 && reviewers?.length === 0);
}

/** It was found to wait for its time, and has not moved since. */
export function isStillDelayed(
  before: Pipeline | null,
  after: Pipeline,
): before is Pipeline & Required<Pick<PipelineJobs, 'waitingJobs'>> {
  if (before?.status !== 'pending' || after.status !== 'waiting') return false;
  const isSame = before.attempt === after.attempt && before.updatedAt === after.updatedAt;
  return isSame && before.waitingJobs?.some(({ isDelayed }) => isDelayed) === true;
}

/**
 * With the owner of the fork whose branch it is, as GitHub labels it: its name says nothing of the project's branch that
 * is called the same.
 */
function refOf(run: GithubRun, project: Project): Pick<Pipeline, 'ref' | 'sourceBranch'> {
  const { head_branch: branch, head_sha: sha, head_repository: head } = run;
  if (!branch) return { ref: sha };
  if (head === undefined || head?.id === (run.repository?.id ?? project.id)) return { ref: branch };
  return { ref: `${head?.full_name.split('/')[0] ?? UNKNOWN_OWNER}:${branch}`, sourceBranch: branch };
}

/** A run for a pull request names the branch of the fork, which may well be called `main`. */
function isOnDefaultBranch(run: GithubRun, project: Project): boolean {
  const isForPull = run.event?.startsWith('pull_request') ?? false;
  return !isForPull && project.defaultBranch !== null && run.head_branch === project.defaultBranch;
}

/**
 * The list names pull requests of other repositories too, when their head is this commit. Of a run in a merge queue it names
 * none, but its branch does: the one whose turn it is.
 */
export function pullOf(run: GithubRun, project: Project): PullOfRun | null {
  const queued = /^gh-readonly-queue\/.+\/pr-(\d{1,10})-[0-9a-f]+$/.exec(run.head_branch ?? '')?.[1];
  if (run.event === MERGE_QUEUE && queued !== undefined) return { id: null, number: Number(queued) };
  return run.pull_requests?.find(({ base }) => (base?.repo?.id ?? project.id) === project.id) ?? null;
}

function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000));
}
