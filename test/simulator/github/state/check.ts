import type { Account } from './account.js';
import { type GithubState, nextId, nextVersion } from './github-state.js';
import type { PullRequest } from './pull-request.js';
import type { Repository } from './repository.js';
import { type WorkflowRun, currentAttempt } from './workflow-run.js';

/** What some service says of a commit. */
export interface CommitStatus {
  readonly id: number;
  readonly context: string;
  readonly by: Account;
  readonly createdAt: Date;
  state: 'pending' | 'success' | 'failure';
  updatedAt: Date;
}

/** Checks of an app other than GitHub Actions. */
export interface ForeignSuite {
  readonly id: number;
  readonly app: string;
  readonly createdAt: Date;
  /** `null`: under way. */
  conclusion: 'success' | 'failure' | null;
  updatedAt: Date;
}

/** What is said of one commit besides its workflow runs; it moves no pull request. */
export interface CommitChecks {
  readonly statuses: Map<string, CommitStatus>;
  readonly suites: Map<string, ForeignSuite>;
  version: number;
}

type Outcome = 'SUCCESS' | 'FAILURE' | 'PENDING';

export function setStatus(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  status: Pick<CommitStatus, 'context' | 'state' | 'by'>,
): void {
  const checks = checksAt(state, repository, pull.headSha);
  const now = state.clock();
  const known = checks.statuses.get(status.context);
  const created = { id: known?.id ?? nextId(state, 'status'), createdAt: known?.createdAt ?? now };
  checks.statuses.set(status.context, { ...created, ...status, updatedAt: now });
}

export function reportCheck(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  { app, conclusion }: Pick<ForeignSuite, 'app' | 'conclusion'>,
): void {
  const checks = checksAt(state, repository, pull.headSha);
  const now = state.clock();
  const known = checks.suites.get(app);
  const created = { id: known?.id ?? nextId(state, 'suite'), createdAt: known?.createdAt ?? now };
  checks.suites.set(app, { ...created, app, conclusion, updatedAt: now });
}

/** `null`: nothing is said of the commit. */
export function overallAt(repository: Repository, sha: string): Outcome | null {
  const outcomes = outcomesAt(repository, sha);
  if (outcomes.length === 0) return null;
  if (outcomes.includes('FAILURE')) return 'FAILURE';
  return outcomes.includes('PENDING') ? 'PENDING' : 'SUCCESS';
}

/** Of each status, each app and the newest run of each workflow. */
function outcomesAt(repository: Repository, sha: string): readonly Outcome[] {
  const checks = repository.checks.get(sha);
  const conclusions = [
    ...newestRunsAt(repository, sha).map((run) => currentAttempt(run).conclusion),
    ...[...(checks?.suites.values() ?? [])].map(({ conclusion }) => conclusion),
    ...[...(checks?.statuses.values() ?? [])].map(({ state }) => (state === 'pending' ? null : state)),
  ];
  return conclusions.map((one) => {
    if (one === null) return 'PENDING';
    return one === 'success' ? 'SUCCESS' : 'FAILURE';
  });
}

function newestRunsAt(repository: Repository, sha: string): readonly WorkflowRun[] {
  const runs = runsAt(repository, sha).map((run) => [run.workflow, run] as const);
  return [...new Map(runs).values()];
}

export function runsAt(repository: Repository, sha: string): readonly WorkflowRun[] {
  return [...repository.runs.values()].filter(({ commit }) => commit.sha === sha);
}

function checksAt(state: GithubState, repository: Repository, sha: string): CommitChecks {
  const checks = repository.checks.get(sha) ?? { statuses: new Map(), suites: new Map(), version: 0 };
  checks.version = nextVersion(state);
  repository.checks.set(sha, checks);
  return checks;
}
