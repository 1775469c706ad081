import { Pipelines } from '@gitbeaker/rest';
import type { Project } from '../../../domain/project.js';
import { hasEnded, NO_JOBS, type Pipeline, type PipelineJobs } from '../../../domain/subjects/pipeline.js';
import { parseReply } from '../parse.js';
import { pipelineSchema, type RawPipeline } from '../schema.js';
import { isWarned, toFailures, toPipeline, toPipelineStatus, toWaitingJobs } from '../transform/pipeline.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';
import { readFailedChildren, readJobs } from './pipeline-jobs.js';

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
  const isEnd = hasEnded(toPipelineStatus(row.status));
  // On its way only the user is wanted, who stays the same.
  const isKnown = !isEnd && before?.actor !== null && before?.actor !== undefined;
  const full = isKnown ? row : await readPipeline(read, row, project);
  return toPipeline(full, project, before, await readTellingJobs(read, full, project));
}

/** The list's row where the pipeline has gone meanwhile. */
async function readPipeline({ client }: FeedRead, row: RawPipeline, project: Project): Promise<RawPipeline> {
  const full = await askForDetail(async () => {
    const { body } = await client.ask(Pipelines, (pipelines) => pipelines.show(project.id, row.id));
    return parseReply(pipelineSchema, body);
  });
  return full ?? row;
}

async function readTellingJobs(read: FeedRead, row: RawPipeline, project: Project): Promise<PipelineJobs> {
  const status = toPipelineStatus(row.status);
  if (status === 'failed') {
    const failures = toFailures(await readJobs(read, project.id, row.id, ['failed']));
    return { ...NO_JOBS, ...failures, failedChildren: await readFailedChildren(read, project, row.id) };
  }
  if (status === 'waiting') {
    const jobs = await readJobs(read, project.id, row.id, ['manual', 'scheduled']);
    return { ...NO_JOBS, waitingJobs: toWaitingJobs(jobs) };
  }
  if (!isWarned(row)) return NO_JOBS;
  return { ...NO_JOBS, ...toFailures(await readJobs(read, project.id, row.id, ['failed'])), failedJobs: [] };
}
