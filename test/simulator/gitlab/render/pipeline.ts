import { accessLevel } from '../state/access.js';
import type { Job, Pipeline } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { basicCommit } from './commit.js';
import { projectUrl } from './project.js';
import { iso, isoOrNull, secondsBetween } from './time.js';
import { basicUser, fullUser } from './user.js';

/** A row of a list: neither user nor duration. */
export function basicPipeline(store: GitlabStore, pipeline: Pipeline) {
  return {
    id: pipeline.id,
    iid: pipeline.iid,
    project_id: pipeline.project.id,
    sha: pipeline.sha,
    ref: pipeline.ref,
    status: pipeline.status,
    source: pipeline.source,
    created_at: iso(pipeline.createdAt),
    updated_at: iso(pipeline.updatedAt),
    web_url: pipelineUrl(store, pipeline),
  };
}

export function pipelineRow(store: GitlabStore, pipeline: Pipeline) {
  return { ...basicPipeline(store, pipeline), name: pipeline.name };
}

export function fullPipeline(store: GitlabStore, pipeline: Pipeline) {
  const duration = secondsBetween(pipeline.startedAt, pipeline.finishedAt);
  return {
    ...basicPipeline(store, pipeline),
    before_sha: pipeline.beforeSha,
    tag: false,
    yaml_errors: null,
    user: basicUser(store, pipeline.user),
    started_at: isoOrNull(pipeline.startedAt),
    finished_at: isoOrNull(pipeline.finishedAt),
    committed_at: null,
    duration: duration === null ? null : Math.round(duration),
    queued_duration: secondsBetween(pipeline.createdAt, pipeline.startedAt),
    coverage: null,
    detailed_status: detailedStatus(store, pipeline),
  };
}

export function pipelineWithName(store: GitlabStore, pipeline: Pipeline) {
  return { ...fullPipeline(store, pipeline), name: pipeline.name };
}

export function basicJob(store: GitlabStore, job: Job) {
  const { pipeline } = job;
  const commit = pipeline.project.commits.get(pipeline.sha);
  return {
    id: job.id,
    status: job.status,
    stage: job.stage,
    name: job.name,
    ref: pipeline.ref,
    tag: false,
    coverage: null,
    allow_failure: job.isAllowedToFail,
    created_at: iso(job.createdAt),
    started_at: isoOrNull(job.startedAt),
    finished_at: isoOrNull(job.finishedAt),
    erased_at: null,
    duration: secondsBetween(job.startedAt, job.finishedAt),
    queued_duration: secondsBetween(job.createdAt, job.startedAt),
    user: fullUser(store, job.user),
    commit: commit === undefined ? null : basicCommit(store, pipeline.project, commit),
    pipeline: basicPipeline(store, pipeline),
    ...(job.status === 'failed' ? { failure_reason: 'script_failure' } : {}),
    web_url: `${projectUrl(store, pipeline.project)}/-/jobs/${job.id}`,
    project: { ci_job_token_scope_enabled: false },
  };
}

export function fullJob(store: GitlabStore, job: Job) {
  return {
    ...basicJob(store, job),
    artifacts: [],
    runner: null,
    runner_manager: null,
    artifacts_expire_at: null,
    archived: false,
    tag_list: [],
  };
}

/** `null` downstream where the viewer may not see that project. */
export function bridge(store: GitlabStore, job: Job, viewer: Parameters<typeof accessLevel>[1]) {
  const downstream = job.downstream;
  const isVisible =
    downstream !== null && (!downstream.project.isPrivate || accessLevel(downstream.project, viewer) > 0);
  return {
    ...basicJob(store, job),
    downstream_pipeline: isVisible ? basicPipeline(store, downstream) : null,
  };
}

function pipelineUrl(store: GitlabStore, pipeline: Pipeline): string {
  return `${projectUrl(store, pipeline.project)}/-/pipelines/${pipeline.id}`;
}

function detailedStatus(store: GitlabStore, pipeline: Pipeline) {
  const warned =
    pipeline.status === 'success' && pipeline.jobs.some((job) => !job.isRetried && job.status === 'failed');
  const label = warned ? 'passed with warnings' : (LABELS[pipeline.status] ?? pipeline.status);
  const group = warned ? 'success-with-warnings' : pipeline.status;
  return {
    icon: `status_${warned ? 'warning' : pipeline.status}`,
    text: warned ? 'Warning' : capitalised(label.split(' ')[0] ?? label),
    label,
    group,
    tooltip: label,
    has_details: true,
    details_path: new URL(pipelineUrl(store, pipeline)).pathname,
    illustration: null,
    favicon: `/assets/ci_favicons/favicon_status_${pipeline.status}.png`,
  };
}

const LABELS: Readonly<Record<string, string>> = { success: 'passed', manual: 'waiting for manual action' };

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
