import type { ApiRoutes } from '../http/api-routes.js';
import { forbidden, message } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findJob, requireDeveloper } from '../http/find.js';
import { basicJob, fullJob } from '../render/pipeline.js';
import { hasEnded, retryJob, setJobStatus } from '../state/jobs.js';
import type { Job } from '../state/model.js';
import { resumePipeline } from '../state/pipelines.js';

const ONE = '/projects/:id/jobs/:jobId';

export function jobRoutes(routes: ApiRoutes): void {
  routes.get(ONE, (call) => fullJob(call.store, findJob(call)));
  routes.get(`${ONE}/trace`, showTrace);
  routes.post(`${ONE}/play`, play, { status: 200 });
  routes.post(`${ONE}/retry`, retry);
  routes.post(`${ONE}/cancel`, cancel);
}

function play(call: Call): unknown {
  const job = writableJob(call);
  const isHeld = job.pipeline.project.deployments.some((one) => one.job === job && one.status === 'blocked');
  const isPlayable = job.status === 'manual' || job.status === 'scheduled';
  if (!isPlayable || isHeld) throw message(400, '400 Bad request - Unplayable Job');
  job.user = person(call);
  setJobStatus(call.store, job, 'running');
  resumePipeline(call.store, job.pipeline);
  return basicJob(call.store, job);
}

function retry(call: Call): unknown {
  const job = writableJob(call);
  if (!hasEnded(job.status) || job.isRetried) throw forbidden('Job is not retryable');
  const again = retryJob(call.store, job, person(call));
  resumePipeline(call.store, job.pipeline);
  return fullJob(call.store, again);
}

function cancel(call: Call): unknown {
  const job = writableJob(call);
  if (!hasEnded(job.status)) {
    setJobStatus(call.store, job, 'canceled');
    call.store.touchPipeline(job.pipeline);
  }
  return fullJob(call.store, job);
}

function showTrace(call: Call): string {
  const job = findJob(call);
  void call.reply.type('text/plain');
  if (job.log !== null) return job.log;
  if (job.startedAt === null) return '';
  const end = job.status === 'failed' ? 'ERROR: Job failed: exit code 1' : 'Job succeeded';
  return [
    `Running with gitlab-runner on runner for ${job.pipeline.project.path}`,
    `$ make ${job.name}`,
    ...(hasEnded(job.status) ? [end] : []),
    '',
  ].join('\n');
}

function writableJob(call: Call): Job {
  const job = findJob(call);
  requireDeveloper(call, job.pipeline.project);
  return job;
}
