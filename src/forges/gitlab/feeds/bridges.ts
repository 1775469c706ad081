import { Jobs } from '@gitbeaker/rest';
import { parseList } from '../parse.js';
import { bridgeSchema, type RawBridge } from '../schema.js';
import { askForDetail } from './detail.js';
import type { Asking } from './feed-read.js';
import { scopeOf, type JobScope } from './pipeline-jobs.js';

/** A pipeline wherever it is: children may be of other projects. */
export interface PipelinePlace {
  readonly projectId: string;
  readonly pipelineId: number;
}

/** More are not looked at. */
const MOST = 100;

/** https://docs.gitlab.com/api/jobs/#list-trigger-jobs-for-a-pipeline. None where the reader may not see them. */
export async function readBridges(
  read: Asking,
  { projectId, pipelineId }: PipelinePlace,
  statuses?: readonly JobScope[],
): Promise<readonly RawBridge[]> {
  const options = { ...(statuses === undefined ? {} : { scope: scopeOf(statuses) }), perPage: MOST, page: 1 };
  const bridges = await askForDetail(async () => {
    const { body } = await read.client.ask(Jobs, (resource) =>
      resource.allPipelineBridges(projectId, pipelineId, options),
    );
    return parseList(bridgeSchema, body, read.drops);
  });
  return bridges ?? [];
}
