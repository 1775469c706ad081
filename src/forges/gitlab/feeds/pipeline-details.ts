import { MergeRequests, Pipelines } from '@gitbeaker/rest';
import type { Project } from '../../../domain/project.js';
import {
  addFailedBefore,
  hasEnded,
  NO_JOBS,
  partInPipeline,
  type Pipeline,
  type PipelineJobs,
} from '../../../domain/subjects/pipeline.js';
import { parseReply } from '../parse.js';
import { mergeRequestSchema, pipelineSchema, type RawPipeline } from '../schema.js';
import {
  brokenTries,
  isWarned,
  latestTries,
  toFailures,
  toPipeline,
  toPipelineStatus,
  toWaitingJobs,
} from '../transform/pipeline.js';
import type { PipelinePlace } from './bridges.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';
import { readFailedChildren } from './child-pipelines.js';
import { MAX_JOBS, readJobs, readTries } from './pipeline-jobs.js';

/** It does nothing until the time of a delayed job comes. */
const DELAYED = 'scheduled';

export interface PipelineHistory {
  readonly project: Project;
  readonly before: Pipeline | null;
}

/** A pipeline that moved, with its user and times, and with those of its jobs that made it what it is. */
export async function completePipeline(
  read: FeedRead,
  row: RawPipeline,
  { project, before }: PipelineHistory,
): Promise<Pipeline> {
  const full = isEnoughKnown(read, row, before) ? row : await readPipeline(read, row, project);
  const bare = toPipeline(full, project, before, NO_JOBS);
  const pipeline = { ...bare, ...(await mergeRequestOf(read, bare)) };
  if (isOthersBusiness(read, pipeline)) return pipeline;
  return { ...pipeline, ...(await readTellingJobs(read, full, pipeline)) };
}

/** On its way only the user is wanted, who stays the same; its end has more to tell to whom it concerns. */
function isEnoughKnown(read: FeedRead, row: RawPipeline, before: Pipeline | null): boolean {
  if (before === null || before.actor === null) return false;
  return !hasEnded(toPipelineStatus(row.status)) || isOthersBusiness(read, before);
}

export function isOthersBusiness({ request }: FeedRead, pipeline: Pipeline): boolean {
  return request.isForViewerOnly === true && partInPipeline(pipeline, request.viewer) === null;
}

/** One request for each pipeline of a merge request: lists tell its number only, by which nothing is remembered. */
async function mergeRequestOf(
  { client }: FeedRead,
  { projectId, mergeRequestNumber, mergeRequestAuthor = null }: Pipeline,
): Promise<Pick<Pipeline, 'mergeRequestAuthor' | 'sourceBranch'>> {
  if (mergeRequestNumber === null || mergeRequestAuthor !== null) return {};
  const found = await askForDetail(async () => {
    const { body } = await client.ask(MergeRequests, (mergeRequests) =>
      mergeRequests.show(projectId, Number(mergeRequestNumber)),
    );
    return parseReply(mergeRequestSchema, body);
  });
  if (found === null) return {};
  const { author, source_branch: sourceBranch } = found;
  return { mergeRequestAuthor: author, ...(sourceBranch === '' ? {} : { sourceBranch }) };
}

/** The list's row where the pipeline has gone meanwhile. */
async function readPipeline({ client }: FeedRead, row: RawPipeline, project: Project): Promise<RawPipeline> {
  const full = await askForDetail(async () => {
    const { body } = await client.ask(Pipelines, (pipelines) => pipelines.show(project.id, row.id));
    return parseReply(pipelineSchema, body);
  });
  return full ?? row;
}

/** What is read of it is all of its tries, where that costs no more: a job that failed and passed since made it flaky. */
async function readTellingJobs(
  read: FeedRead,
  row: RawPipeline,
  pipeline: Pipeline,
): Promise<Partial<Pipeline>> {
  const { projectId, status } = pipeline;
  if (status === 'failed') return readFailures(read, { projectId, pipelineId: row.id });
  if (status === 'waiting' || row.status === DELAYED) {
    const tries = await readTries(read, projectId, row.id, ['manual', 'scheduled', 'failed']);
    const waitingJobs = toWaitingJobs(tries.filter((job) => job.status !== 'failed'));
    return { waitingJobs, failedBefore: addFailedBefore(pipeline, brokenTries(tries)) };
  }
  if (!isWarned(row)) return {};
  const tries = await readTries(read, projectId, row.id, ['failed', 'success']);
  const isWhole = tries.length < MAX_JOBS;
  const failed = isWhole
    ? latestTries(tries).filter((job) => job.status === 'failed')
    : await readJobs(read, projectId, row.id, ['failed']);
  const { allowedFailures } = toFailures(failed);
  return { allowedFailures, failedBefore: addFailedBefore(pipeline, brokenTries(tries)) };
}

/** Its own jobs tell why it failed; where none did, a child must have. */
async function readFailures(read: FeedRead, place: PipelinePlace): Promise<Partial<PipelineJobs>> {
  const failures = toFailures(await readJobs(read, place.projectId, place.pipelineId, ['failed']));
  const failedChildren = failures.failedJobs.length > 0 ? [] : await readFailedChildren(read, place);
  return { ...failures, failedChildren };
}
