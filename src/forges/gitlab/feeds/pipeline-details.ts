import { Jobs, Pipelines } from '@gitbeaker/rest';
import type { Project } from '../../../domain/project.js';
import { hasEnded, type FailedJob, type Pipeline } from '../../../domain/subjects/pipeline.js';
import { parseList, parseReply } from '../parse.js';
import { jobSchema, pipelineSchema, type RawPipeline } from '../schema.js';
import { toFailedJobs, toPipeline, toPipelineStatus } from '../transform/pipeline.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';

/** The API's own form of the parameter is `scope[]=`, which gitbeaker sends for an array and does not know of. */
const FAILED = ['failed'] as unknown as 'failed';

export interface PipelineHistory {
  readonly project: Project;
  readonly before: Pipeline | null;
}

/** A pipeline that moved, with its user and times, and with its failed jobs when it has failed. */
export async function completePipeline(
  read: FeedRead,
  row: RawPipeline,
  { project, before }: PipelineHistory,
): Promise<Pipeline> {
  const isEnd = hasEnded(toPipelineStatus(row.status));
  // On its way only the user is wanted, who stays the same.
  const isKnown = !isEnd && before?.actor !== null && before?.actor !== undefined;
  const full = isKnown ? row : await readPipeline(read, row, project);
  const hasFailed = toPipelineStatus(full.status) === 'failed';
  const failedJobs = hasFailed ? await readFailedJobs(read, row.id, project) : [];
  return toPipeline(full, project, before, failedJobs);
}

/** The list's row where the pipeline has gone meanwhile. */
async function readPipeline({ client }: FeedRead, row: RawPipeline, project: Project): Promise<RawPipeline> {
  const full = await askForDetail(async () => {
    const { body } = await client.ask(Pipelines, (pipelines) => pipelines.show(project.id, row.id));
    return parseReply(pipelineSchema, body);
  });
  return full ?? row;
}

/** Roles that may see pipelines but not jobs get none. https://docs.gitlab.com/api/jobs/#list-pipeline-jobs */
async function readFailedJobs(read: FeedRead, id: number, project: Project): Promise<readonly FailedJob[]> {
  const jobs = await askForDetail(async () => {
    const { body } = await read.client.ask(Jobs, (resource) =>
      resource.all(project.id, {
        pipelineId: id,
        scope: FAILED,
        includeRetried: false,
        perPage: 100,
        page: 1,
      }),
    );
    return parseList(jobSchema, body, read.drops);
  });
  return toFailedJobs(jobs ?? []);
}
