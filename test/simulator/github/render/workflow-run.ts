import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import {
  type Job,
  type RunAttempt,
  type Workflow,
  type WorkflowRun,
  currentAttempt,
} from '../state/workflow-run.js';
import { renderAccount } from './account.js';
import { nodeId, repoApiUrl, repoPageUrl, timestamp } from './address.js';
import { renderSimpleCommit } from './commit.js';
import { renderPullMinimal } from './pull-request.js';
import { renderMinimalRepository } from './repository.js';

export interface RunView {
  readonly attempt?: RunAttempt;
  readonly withoutPulls?: boolean;
  readonly renderedRepository?: unknown;
}

export function renderRun(state: GithubState, repository: Repository, run: WorkflowRun, view: RunView = {}) {
  const attempt = view.attempt ?? currentAttempt(run);
  const url = repoApiUrl(state, repository, `/actions/runs/${run.id}`);
  const renderedRepository = view.renderedRepository ?? renderMinimalRepository(state, repository);
  const shownPull = view.withoutPulls === true ? null : run.pull;
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.branch,
    head_sha: run.commit.sha,
    path: `.github/workflows/${run.workflow.fileName}`,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    check_suite_id: run.suiteId,
    check_suite_node_id: nodeId('CS', run.suiteId),
    url,
    html_url: repoPageUrl(state, repository, `/actions/runs/${run.id}`),
    pull_requests: shownPull === null ? [] : [renderPullMinimal(state, repository, shownPull)],
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(attempt.updatedAt),
    actor: renderAccount(state, run.actor),
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: timestamp(attempt.startedAt),
    triggering_actor: renderAccount(state, attempt.by),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: repoApiUrl(state, repository, `/check-suites/${run.suiteId}`),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.number === 1 ? null : `${url}/attempts/${attempt.number - 1}`,
    workflow_url: repoApiUrl(state, repository, `/actions/workflows/${run.workflow.id}`),
    head_commit: renderSimpleCommit(run.commit),
    repository: renderedRepository,
    head_repository: renderedRepository,
  };
}

export function renderJob(
  state: GithubState,
  repository: Repository,
  at: { readonly run: WorkflowRun; readonly attempt: RunAttempt; readonly job: Job },
) {
  const { run, attempt, job } = at;
  const runUrl = repoApiUrl(state, repository, `/actions/runs/${run.id}`);
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.workflow.name,
    head_branch: run.branch,
    run_url: runUrl,
    run_attempt: attempt.number,
    node_id: nodeId('CR', job.id),
    head_sha: run.commit.sha,
    url: repoApiUrl(state, repository, `/actions/jobs/${job.id}`),
    html_url: repoPageUrl(state, repository, `/actions/runs/${run.id}/job/${job.id}`),
    status: job.status,
    conclusion: job.conclusion,
    created_at: timestamp(job.createdAt),
    started_at: timestamp(job.createdAt),
    completed_at: job.completedAt && timestamp(job.completedAt),
    name: job.name,
    steps: [],
    check_run_url: repoApiUrl(state, repository, `/check-runs/${job.id}`),
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'runner-1',
    runner_group_id: 1,
    runner_group_name: 'Default',
  };
}

export function renderWorkflow(state: GithubState, repository: Repository, workflow: Workflow) {
  const path = `.github/workflows/${workflow.fileName}`;
  return {
    id: workflow.id,
    node_id: nodeId('W', workflow.id),
    name: workflow.name,
    path,
    state: workflow.state,
    created_at: timestamp(workflow.createdAt),
    updated_at: timestamp(workflow.createdAt),
    url: repoApiUrl(state, repository, `/actions/workflows/${workflow.id}`),
    html_url: repoPageUrl(state, repository, `/blob/main/${path}`),
    badge_url: repoPageUrl(state, repository, `/actions/workflows/${workflow.fileName}/badge.svg`),
  };
}
