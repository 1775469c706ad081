import { DAY } from '../../../../src/domain/time.js';
import { type Answer, answer, entity, notFound, problem } from '../http/answer.js';
import { READ_ACTIONS, type RepoCall, type RepoRoute, WRITE_ACTIONS, textOf, withRun } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderMinimalRepository } from '../render/repository.js';
import { renderJob, renderRun } from '../render/workflow-run.js';
import {
  type Job,
  type RunAttempt,
  type Workflow,
  type WorkflowRun,
  currentAttempt,
  finishRun,
  rerun,
} from '../state/workflow-run.js';

const RUN = '/actions/runs/:run';

const RERUN_MS = 30 * DAY;

export function runRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/actions/runs', needs: READ_ACTIONS, handle: (call) => listRuns(call) },
    {
      method: 'GET',
      path: RUN,
      needs: READ_ACTIONS,
      handle: (call) => withRun(call, (run) => show(call, run)),
    },
    { method: 'GET', path: `${RUN}/jobs`, needs: READ_ACTIONS, handle: listJobs },
    {
      method: 'GET',
      path: `${RUN}/attempts/:attempt`,
      needs: READ_ACTIONS,
      handle: (call) => withAttempt(call, (run, attempt) => show(call, run, attempt)),
    },
    {
      method: 'GET',
      path: `${RUN}/attempts/:attempt/jobs`,
      needs: READ_ACTIONS,
      handle: (call) => withAttempt(call, (run, attempt) => jobsOf(call, run, [attempt])),
    },
    { method: 'POST', path: `${RUN}/rerun`, needs: WRITE_ACTIONS, handle: (call) => runAgain(call, false) },
    {
      method: 'POST',
      path: `${RUN}/rerun-failed-jobs`,
      needs: WRITE_ACTIONS,
      handle: (call) => runAgain(call, true),
    },
    { method: 'POST', path: `${RUN}/cancel`, needs: WRITE_ACTIONS, handle: cancel },
  ];
}

/** Newest first by creation: a re-run stays where it was. */
export function listRuns(call: RepoCall, workflow?: Workflow): Answer {
  const { state, repository, query } = call;
  const withoutPulls = query.exclude_pull_requests === 'true';
  let renderedRepository: unknown;
  return list(call, {
    version: runsVersion(call),
    isShared: true,
    items: () =>
      [...repository.runs.values()]
        .filter((run) => workflow === undefined || run.workflow === workflow)
        .filter((run) => isWanted(run, query))
        .reverse(),
    render: (run) => {
      renderedRepository ??= renderMinimalRepository(state, repository);
      return renderRun(state, repository, run, { withoutPulls, renderedRepository });
    },
    wrap: (workflow_runs, total_count) => ({ total_count, workflow_runs }),
  });
}

function isWanted(run: WorkflowRun, query: RepoCall['query']): boolean {
  const { status, conclusion } = currentAttempt(run);
  const wantedStatus = textOf(query, 'status');
  const wanted = (key: string, value: string) => (textOf(query, key) ?? value) === value;
  return (
    wanted('branch', run.branch) &&
    wanted('event', run.event) &&
    wanted('actor', run.actor.login) &&
    wanted('head_sha', run.commit.sha) &&
    wanted('check_suite_id', String(run.suiteId)) &&
    (wantedStatus === undefined || wantedStatus === status || wantedStatus === conclusion) &&
    isCreatedWithin(run.createdAt, textOf(query, 'created'))
  );
}

/** GitHub's search syntax for dates: `>=2026-03-02`, `2026-03-01..2026-03-02`, one day. */
function isCreatedWithin(at: Date, range: string | undefined): boolean {
  if (range === undefined) return true;
  const time = at.toISOString();
  if (range.includes('..')) {
    const [from = '', to = ''] = range.split('..');
    return (from === '*' || time >= from) && (to === '*' || time.slice(0, to.length) <= to);
  }
  const [, operator = '', date = ''] = /^(>=|<=|>|<)?(.*)$/.exec(range) ?? [];
  const cut = time.slice(0, date.length);
  if (operator === '') return cut === date;
  if (operator.startsWith('>')) return operator === '>=' ? cut >= date : cut > date;
  return operator === '<=' ? cut <= date : cut < date;
}

function show(call: RepoCall, run: WorkflowRun, attempt?: RunAttempt): Answer {
  const { state, repository, query } = call;
  const withoutPulls = query.exclude_pull_requests === 'true';
  const view = attempt === undefined ? { withoutPulls } : { withoutPulls, attempt };
  return entity(runsVersion(call), () => renderRun(state, repository, run, view));
}

function listJobs(call: RepoCall): Answer {
  return withRun(call, (run) =>
    jobsOf(call, run, call.query.filter === 'all' ? [...run.attempts].reverse() : [currentAttempt(run)]),
  );
}

function jobsOf(call: RepoCall, run: WorkflowRun, attempts: readonly RunAttempt[]): Answer {
  const { state, repository } = call;
  return list<{ attempt: RunAttempt; job: Job }>(call, {
    version: Math.max(run.version, repository.versions.identity),
    isShared: true,
    items: () => attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ attempt, job }))),
    render: ({ attempt, job }) => renderJob(state, repository, { run, attempt, job }),
    wrap: (jobs, total_count) => ({ total_count, jobs }),
  });
}

function runAgain(call: RepoCall, onlyFailed: boolean): Answer {
  const { state, repository, viewer } = call;
  return withRun(call, (run) => {
    const { status, conclusion } = currentAttempt(run);
    if (status !== 'completed') return problem(403, 'This workflow is already running');
    if (state.clock().getTime() - run.createdAt.getTime() > RERUN_MS) {
      return problem(403, 'Unable to retry this workflow run because it was created over a month ago');
    }
    if (onlyFailed && conclusion === 'success') {
      return problem(403, 'This workflow run cannot be retried: it has no failed jobs');
    }
    rerun(state, repository, run, { by: viewer, status: 'queued', onlyFailed });
    return answer(201, {});
  });
}

function cancel(call: RepoCall): Answer {
  const { state, repository } = call;
  return withRun(call, (run) => {
    if (currentAttempt(run).status === 'completed') {
      return problem(409, 'Cannot cancel a workflow run that is completed.');
    }
    finishRun(state, repository, run, { conclusion: 'cancelled' });
    return answer(202, {});
  });
}

function withAttempt(call: RepoCall, handle: (run: WorkflowRun, attempt: RunAttempt) => Answer): Answer {
  return withRun(call, (run) => {
    const attempt = run.attempts.find(({ number }) => number === Number(call.params.attempt));
    return attempt === undefined ? notFound() : handle(run, attempt);
  });
}

/** A run tells the heads of its pull request. */
function runsVersion({ repository }: RepoCall): number {
  const { runs, heads, identity } = repository.versions;
  return Math.max(runs, heads, identity);
}
