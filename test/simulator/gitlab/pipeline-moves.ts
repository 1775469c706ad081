import type { GitlabPipelineExtras } from './gitlab-extras.js';
import { addJob, latestJobs, setJobStatus } from './state/jobs.js';
import { startPipeline } from './state/pipelines.js';
import type { GitlabStore } from './state/store.js';

/** Pipelines that others started, and those that wait for a time. */
export function pipelineMoves(store: GitlabStore): GitlabPipelineExtras {
  return {
    startChild(path, parentId, { name, by, downstreamPath, isAwaited = false }) {
      const parent = store.pipeline(path, parentId);
      const child = startPipeline(store, store.project(downstreamPath ?? path), {
        user: store.user(by),
        ref: 'main',
        source: downstreamPath === undefined ? 'parent_pipeline' : 'pipeline',
        status: 'running',
        name: null,
        mergeRequest: null,
        variables: [],
      });
      const status = isAwaited ? 'running' : 'success';
      addJob(store, parent, { name, stage: 'deploy', status, downstream: child });
      return child.id;
    },
    delayPipeline(path, id) {
      const pipeline = store.pipeline(path, id);
      for (const job of latestJobs(pipeline)) setJobStatus(store, job, 'success');
      addJob(store, pipeline, { name: 'rollout', stage: 'deploy', status: 'scheduled' });
      pipeline.status = 'scheduled';
      store.touchPipeline(pipeline);
    },
  };
}
