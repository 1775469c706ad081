import { Jobs } from '@gitbeaker/rest';
import { parseList } from '../parse.js';
import { jobSchema, type RawJob } from '../schema.js';
import { askForDetail } from './detail.js';
import type { Asking } from './feed-read.js';

export type JobScope = 'failed' | 'canceled' | 'manual' | 'scheduled';

/** The API's own form of the parameter is `scope[]=`, which gitbeaker sends for an array and does not know of. */
export function scopeOf(statuses: readonly JobScope[]): 'failed' {
  return statuses as unknown as 'failed';
}

/** Roles that may see pipelines but not jobs get none. https://docs.gitlab.com/api/jobs/#list-pipeline-jobs */
export async function readJobs(
  read: Asking,
  projectId: string,
  pipelineId: number,
  statuses: readonly JobScope[],
): Promise<readonly RawJob[]> {
  const jobs = await askForDetail(async () => {
    const { body } = await read.client.ask(Jobs, (resource) =>
      resource.all(projectId, {
        pipelineId,
        scope: scopeOf(statuses),
        includeRetried: false,
        perPage: 100,
        page: 1,
      }),
    );
    return parseList(jobSchema, body, read.drops);
  });
  return jobs ?? [];
}
