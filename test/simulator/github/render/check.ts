import type { CommitStatus, ForeignSuite } from '../state/check.js';
import type { Commit } from '../state/commit.js';
import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import { type WorkflowRun, currentAttempt } from '../state/workflow-run.js';
import { nodeId, repoApiUrl, timestamp } from './address.js';
import { renderSimpleCommit } from './commit.js';
import { renderMinimalRepository } from './repository.js';

export function renderCombinedStatus(
  state: GithubState,
  repository: Repository,
  { sha, statuses }: { readonly sha: string; readonly statuses: readonly CommitStatus[] },
) {
  const states = new Set(statuses.map((status) => status.state));
  const standing = states.size === 0 || states.has('pending') ? 'pending' : 'success';
  return {
    state: states.has('failure') ? 'failure' : standing,
    statuses: statuses.map((status) => ({
      url: repoApiUrl(state, repository, `/statuses/${sha}`),
      avatar_url: null,
      id: status.id,
      node_id: nodeId('SC', status.id),
      state: status.state,
      description: null,
      target_url: null,
      context: status.context,
      created_at: timestamp(status.createdAt),
      updated_at: timestamp(status.updatedAt),
    })),
    sha,
    total_count: statuses.length,
    repository: renderMinimalRepository(state, repository),
    commit_url: repoApiUrl(state, repository, `/commits/${sha}`),
    url: repoApiUrl(state, repository, `/commits/${sha}/status`),
  };
}

/** Checks of one app, or one run of a workflow. */
export interface Suite {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string | null;
  readonly branch: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly checks: number;
}

export function suiteOfRun(run: WorkflowRun): Suite {
  const { status, conclusion, updatedAt, jobs } = currentAttempt(run);
  const { suiteId: id, branch, createdAt } = run;
  return { id, status, conclusion, branch, createdAt, updatedAt, checks: jobs.length };
}

export function suiteOfApp({ id, conclusion, createdAt, updatedAt }: ForeignSuite): Suite {
  const status = conclusion === null ? 'in_progress' : 'completed';
  return { id, status, conclusion, branch: null, createdAt, updatedAt, checks: 1 };
}

export function renderSuite(
  state: GithubState,
  repository: Repository,
  { suite, commit }: { readonly suite: Suite; readonly commit: Commit },
) {
  const url = repoApiUrl(state, repository, `/check-suites/${suite.id}`);
  return {
    id: suite.id,
    node_id: nodeId('CS', suite.id),
    head_branch: suite.branch,
    head_sha: commit.sha,
    status: suite.status,
    conclusion: suite.conclusion,
    url,
    before: commit.parents[0] ?? null,
    after: commit.sha,
    pull_requests: [],
    app: null,
    repository: renderMinimalRepository(state, repository),
    created_at: timestamp(suite.createdAt),
    updated_at: timestamp(suite.updatedAt),
    head_commit: renderSimpleCommit(commit),
    latest_check_runs_count: suite.checks,
    check_runs_url: `${url}/check-runs`,
  };
}
