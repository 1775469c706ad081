import type { FastifyInstance } from 'fastify';
import { type Answer, answer, entity, notFound } from '../http/answer.js';
import { READ_ACTIONS, type RepoCall, type RepoRoute } from '../http/call.js';
import { renderJob } from '../render/workflow-run.js';
import type { GithubState } from '../state/github-state.js';
import type { Repository } from '../state/repository.js';
import type { Job, RunAttempt, WorkflowRun } from '../state/workflow-run.js';

const JOB = '/actions/jobs/:job';
const STORE = '/_logs';

interface FoundJob {
  readonly run: WorkflowRun;
  readonly attempt: RunAttempt;
  readonly job: Job;
}

export function jobRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: JOB, needs: READ_ACTIONS, handle: showJob },
    { method: 'GET', path: `${JOB}/logs`, needs: READ_ACTIONS, handle: sendToLog },
  ];
}

/** Where logs lie: by a signed address, and like Azure's it refuses whoever brings a token along. */
export function mountLogStore(app: FastifyInstance, state: GithubState): void {
  app.get<{ Params: { job: string } }>(`${STORE}/:job`, async (request, reply) => {
    if (request.headers.authorization !== undefined)
      return reply.status(400).send('InvalidAuthenticationInfo');
    const found = [...state.repositories.values()]
      .map((one) => findJob(one, request.params.job))
      .find(Boolean);
    const log = found?.job.log ?? null;
    if (log === null) return reply.status(404).send('BlobNotFound');
    return reply.type('text/plain').send(log);
  });
}

function showJob({ state, repository, params }: RepoCall): Answer {
  const found = findJob(repository, params.job);
  if (found === undefined) return notFound();
  const version = Math.max(found.run.version, repository.versions.identity);
  return entity(version, () => renderJob(state, repository, found));
}

/** There is none before the job has ended. */
function sendToLog({ state, repository, params }: RepoCall): Answer {
  const found = findJob(repository, params.job);
  if (found?.job.status !== 'completed') return notFound();
  return answer(302, undefined, { location: `${state.url}${STORE}/${found.job.id}?sig=0123` });
}

function findJob(repository: Repository, id: string | undefined): FoundJob | undefined {
  for (const run of repository.runs.values()) {
    for (const attempt of run.attempts) {
      const job = attempt.jobs.find((one) => String(one.id) === id);
      if (job !== undefined) return { run, attempt, job };
    }
  }
  return undefined;
}
