import { Jobs } from '@gitbeaker/rest';
import { parseList } from '../parse.js';
import { jobSchema, type RawJob } from '../schema.js';
import { askForDetail } from './detail.js';
import type { Asking } from './feed-read.js';

export type JobScope = 'success' | 'failed' | 'canceled' | 'manual' | 'scheduled';

/** More of a pipeline are not looked at. */
export const MAX_JOBS = 100;

/** The API's own form of the parameter is `scope[]=`, which gitbeaker sends for an array and does not know of. */
export function scopeOf(statuses: readonly JobScope[]): 'failed' {
  return statuses as unknown as 'failed';
}

/** As they stand now, without the tries that newer ones replaced. */
export function readJobs(
  read: Asking,
  projectId: string,
  pipelineId: number,
  statuses: readonly JobScope[],
): Promise<readonly RawJob[]> {
  return askForJobs(read, projectId, { pipelineId, scope: scopeOf(statuses), includeRetried: false });
}

/** With those: GitLab tells them apart by nothing but the name, which a newer one bears as well. */
export function readTries(
  read: Asking,
  projectId: string,
  pipelineId: number,
  statuses: readonly JobScope[],
): Promise<readonly RawJob[]> {
  return askForJobs(read, projectId, { pipelineId, scope: scopeOf(statuses), includeRetried: true });
}

interface JobQuery {
  readonly pipelineId: number;
  readonly scope: ReturnType<typeof scopeOf>;
  readonly includeRetried: boolean;
}

/** Roles that may see pipelines but not jobs get none. https://docs.gitlab.com/api/jobs/#list-pipeline-jobs */
async function askForJobs(read: Asking, projectId: string, query: JobQuery): Promise<readonly RawJob[]> {
  const jobs = await askForDetail(async () => {
    const { body } = await read.client.ask(Jobs, (resource) =>
      resource.all(projectId, { ...query, perPage: MAX_JOBS, page: 1 }),
    );
    return parseList(jobSchema, body, read.drops);
  });
  return jobs ?? [];
}
