import { Jobs } from '@gitbeaker/rest';
import type { Project } from '../../../domain/project.js';
import type { ChildPipeline } from '../../../domain/subjects/pipeline.js';
import { parseList } from '../parse.js';
import { bridgeSchema, jobSchema, type RawBridge, type RawJob } from '../schema.js';
import { toFailures, toPipelineStatus } from '../transform/pipeline.js';
import { askForDetail } from './detail.js';
import type { Asking } from './feed-read.js';

/** More of them cost a request each and make a message that nobody reads. */
const MAX_CHILDREN = 5;

type JobScope = 'failed' | 'canceled' | 'manual' | 'scheduled';

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

/** https://docs.gitlab.com/api/jobs/#list-trigger-jobs-for-a-pipeline: one level, for what fails further down is theirs. */
export async function readFailedChildren(
  read: Asking,
  project: Project,
  pipelineId: number,
): Promise<readonly ChildPipeline[]> {
  const bridges = await askForDetail(async () => {
    const { body } = await read.client.ask(Jobs, (resource) =>
      resource.allPipelineBridges(project.id, pipelineId, { scope: scopeOf(['failed']) }),
    );
    return parseList(bridgeSchema, body, read.drops);
  });
  const children: ChildPipeline[] = [];
  for (const { name, downstream_pipeline: child } of (bridges ?? [])
    .filter(hasFailedChild)
    .slice(0, MAX_CHILDREN)) {
    if (child === null) continue;
    const jobs = await readJobs(read, String(child.project_id), child.id, ['failed']);
    children.push({ name, url: child.web_url, failedJobs: toFailures(jobs).failedJobs });
  }
  return children;
}

/** A child that the reader may not see stays unnamed: the job that started it fails without one. */
function hasFailedChild({ allow_failure, downstream_pipeline: child }: RawBridge): boolean {
  return allow_failure !== true && child !== null && toPipelineStatus(child.status) === 'failed';
}
