import type { JobSeed } from '../../forge-world.js';
import type { Account } from './account.js';
import type { Commit } from './commit.js';
import { type GithubState, nextId } from './github-state.js';
import { notify } from './inbox.js';
import type { PullRequest } from './pull-request.js';
import { DEFAULT_BRANCH, type Repository, branchHead, roleOf, touch } from './repository.js';

export type RunStatus = 'queued' | 'in_progress' | 'waiting' | 'completed';
export type RunConclusion = 'success' | 'failure' | 'cancelled';

export interface Workflow {
  readonly id: number;
  readonly name: string;
  readonly fileName: string;
  readonly createdAt: Date;
  /** The same on every branch. */
  text: string;
  state: 'active' | 'disabled_manually';
  runs: number;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  status: RunStatus;
  conclusion: RunConclusion | null;
  completedAt: Date | null;
  /** `null`: expired. */
  log: string | null;
}

export interface RunAttempt {
  readonly number: number;
  readonly by: Account;
  readonly startedAt: Date;
  readonly jobs: Job[];
  status: RunStatus;
  conclusion: RunConclusion | null;
  updatedAt: Date;
}

/** Where it waits for a reviewer. */
export interface HeldEnvironment {
  readonly id: number;
  readonly name: string;
  /** `null`: whoever may push. */
  readonly reviewer: Account | null;
}

export interface WorkflowRun {
  readonly id: number;
  readonly suiteId: number;
  readonly number: number;
  readonly workflow: Workflow;
  readonly event: 'push' | 'pull_request' | 'workflow_dispatch' | 'schedule';
  readonly actor: Account;
  readonly branch: string;
  readonly commit: Commit;
  readonly pull: PullRequest | null;
  readonly title: string;
  readonly createdAt: Date;
  readonly attempts: [RunAttempt, ...RunAttempt[]];
  environment: HeldEnvironment | null;
  version: number;
}

export interface RunSeed {
  readonly by: Account;
  readonly workflow: string;
  readonly status: RunStatus;
  readonly branch?: string;
  readonly pull?: PullRequest;
  readonly event?: 'workflow_dispatch' | 'schedule';
}

const ONLY_JOB = 'build';

export function startRun(state: GithubState, repository: Repository, seed: RunSeed): WorkflowRun {
  const branch = seed.pull?.headRef ?? seed.branch ?? DEFAULT_BRANCH;
  const commit = branchHead(repository, branch) ?? branchHead(repository, DEFAULT_BRANCH);
  if (commit === undefined) throw new Error(`There is no branch ${branch}.`);
  const workflow = ensureWorkflow(state, repository, seed.workflow);
  workflow.runs += 1;
  const run: WorkflowRun = {
    id: nextId(state, 'run'),
    suiteId: nextId(state, 'suite'),
    number: workflow.runs,
    workflow,
    event: seed.event ?? (seed.pull === undefined ? 'push' : 'pull_request'),
    actor: seed.by,
    branch,
    commit,
    pull: seed.pull ?? null,
    title: seed.pull?.title ?? commit.message.split('\n')[0] ?? '',
    createdAt: state.clock(),
    attempts: [createAttempt(state, 1, seed.by, seed.status)],
    environment: null,
    version: 0,
  };
  currentAttempt(run).jobs.push(createJob(state, ONLY_JOB, seed.status));
  repository.runs.set(run.id, run);
  changeRun(state, repository, run);
  return run;
}

export function currentAttempt(run: WorkflowRun): RunAttempt {
  return run.attempts.at(-1) ?? run.attempts[0];
}

export function finishRun(
  state: GithubState,
  repository: Repository,
  run: WorkflowRun,
  end: { readonly conclusion: RunConclusion; readonly failedJobs?: readonly JobSeed[] },
): void {
  const attempt = currentAttempt(run);
  const failedJobs = end.failedJobs ?? [];
  const others = end.conclusion === 'failure' && failedJobs.length > 0 ? 'success' : end.conclusion;
  for (const job of attempt.jobs) {
    if (job.status !== 'completed') completeJob(state, job, others);
  }
  for (const { name } of failedJobs) {
    const known = attempt.jobs.find((job) => job.name === name);
    const job = known ?? createJob(state, name, 'in_progress');
    if (known === undefined) attempt.jobs.push(job);
    completeJob(state, job, 'failure');
  }
  run.environment = null;
  Object.assign(attempt, { status: 'completed', conclusion: end.conclusion });
  changeRun(state, repository, run);
  if (end.conclusion === 'failure') tellOfFailure(state, repository, run);
}

/** Queued becomes running; so does a run that waited for approval. */
export function proceed(state: GithubState, repository: Repository, run: WorkflowRun): void {
  const attempt = currentAttempt(run);
  run.environment = null;
  Object.assign(attempt, { status: 'in_progress', conclusion: null });
  for (const job of attempt.jobs) if (job.status !== 'completed') job.status = 'in_progress';
  changeRun(state, repository, run);
}

/** Stops at a deployment that somebody has to approve. */
export function awaitApproval(
  state: GithubState,
  repository: Repository,
  run: WorkflowRun,
  { name, reviewer }: Omit<HeldEnvironment, 'id'>,
): void {
  const attempt = currentAttempt(run);
  for (const job of attempt.jobs) if (job.status !== 'completed') completeJob(state, job, 'success');
  attempt.jobs.push(createJob(state, `deploy-${name}`, 'waiting'));
  run.environment = { id: nextId(state, 'environment'), name, reviewer };
  attempt.status = 'waiting';
  changeRun(state, repository, run);
}

/** A new attempt under the same id. With `onlyFailed` the jobs that passed are taken over. */
export function rerun(
  state: GithubState,
  repository: Repository,
  run: WorkflowRun,
  again: { readonly by: Account; readonly status: RunStatus; readonly onlyFailed: boolean },
): void {
  const previous = currentAttempt(run);
  const attempt = createAttempt(state, previous.number + 1, again.by, again.status);
  for (const job of previous.jobs) {
    const isKept = again.onlyFailed && job.conclusion === 'success';
    const copy = createJob(state, job.name, again.status);
    attempt.jobs.push(isKept ? { ...job, id: copy.id } : copy);
  }
  run.attempts.push(attempt);
  run.environment = null;
  changeRun(state, repository, run);
}

function changeRun(state: GithubState, repository: Repository, run: WorkflowRun): void {
  currentAttempt(run).updatedAt = state.clock();
  run.version = touch(state, repository, ['runs']);
}

/** GitHub's default: who triggered a run hears of its failure only. */
function tellOfFailure(state: GithubState, repository: Repository, run: WorkflowRun): void {
  const attempt = currentAttempt(run);
  if (roleOf(repository, attempt.by) === null) return;
  const which = attempt.number === 1 ? '' : `, Attempt #${attempt.number}`;
  notify(state, attempt.by, {
    repository,
    subject: { kind: 'run', run },
    title: `${run.workflow.name} workflow run${which} failed for ${run.branch} branch`,
    reason: 'ci_activity',
    latest: { kind: 'subject' },
  });
}

function createAttempt(state: GithubState, number: number, by: Account, status: RunStatus): RunAttempt {
  const now = state.clock();
  return { number, by, status, conclusion: null, startedAt: now, updatedAt: now, jobs: [] };
}

function createJob(state: GithubState, name: string, status: RunStatus): Job {
  const createdAt = state.clock();
  return { id: nextId(state, 'job'), name, createdAt, status, conclusion: null, completedAt: null, log: '' };
}

function completeJob(state: GithubState, job: Job, conclusion: RunConclusion): void {
  Object.assign(job, { status: 'completed', conclusion, completedAt: state.clock() });
}

/** Writes the file of a workflow. */
export function writeWorkflow(
  state: GithubState,
  repository: Repository,
  name: string,
  file: Partial<Pick<Workflow, 'text' | 'state'>>,
): Workflow {
  const workflow = Object.assign(ensureWorkflow(state, repository, name), file);
  touch(state, repository, ['runs']);
  return workflow;
}

function ensureWorkflow(state: GithubState, repository: Repository, name: string): Workflow {
  const present = repository.workflows.find((workflow) => workflow.name === name);
  if (present !== undefined) return present;
  const workflow: Workflow = {
    id: nextId(state, 'workflow'),
    name,
    fileName: `${name.toLowerCase().replaceAll(/[^a-z\d]+/g, '-')}.yml`,
    createdAt: state.clock(),
    text: `name: ${name}\non: [push, pull_request, workflow_dispatch]\n`,
    state: 'active',
    runs: 0,
  };
  repository.workflows.push(workflow);
  return workflow;
}
