import type { JobSeed, StartPipeline, WorldPipeline } from '../../forge-world.js';
import { repoPageUrl } from '../render/address.js';
import * as runs from '../state/workflow-run.js';
import type { Moves, Scene } from './scene.js';

const CONCLUSIONS = { success: 'success', failed: 'failure', canceled: 'cancelled' } as const;

/** Workflow runs. */
export function pipelineMoves(
  scene: Scene,
): Moves<
  | 'startPipeline'
  | 'finishPipeline'
  | 'blockPipeline'
  | 'openPipeline'
  | 'writeJobLog'
  | 'retryPipeline'
  | 'proceedPipeline'
  | 'writeWorkflow'
> {
  const { state } = scene;
  return {
    startPipeline(path: string, options: StartPipeline): WorldPipeline {
      const repository = scene.repository(path);
      const { ref, mergeRequest, isScheduled = false } = options;
      const run = runs.startRun(state, repository, {
        by: scene.user(options.by),
        workflow: options.name ?? 'CI',
        status: 'in_progress',
        ...(isScheduled ? { event: 'schedule' } : {}),
        ...(ref === undefined ? {} : { branch: ref }),
        ...(mergeRequest === undefined ? {} : { pull: scene.pull(path, mergeRequest).pull }),
      });
      return { id: run.id, url: repoPageUrl(state, repository, `/actions/runs/${run.id}`) };
    },

    finishPipeline(
      path: string,
      id: number,
      outcome: keyof typeof CONCLUSIONS,
      failedJobs: readonly JobSeed[] = [],
    ): void {
      const { repository, run } = scene.run(path, id);
      runs.finishRun(state, repository, run, { conclusion: CONCLUSIONS[outcome], failedJobs });
    },

    blockPipeline(path: string, id: number): void {
      const { repository, run } = scene.run(path, id);
      runs.awaitApproval(state, repository, run, { name: 'production', reviewer: null });
    },

    openPipeline(path: string): number | null {
      const all = [...scene.repository(path).runs.values()];
      return all.findLast((run) => runs.currentAttempt(run).status !== 'completed')?.id ?? null;
    },

    writeJobLog(path: string, pipelineId: number, name: string, text: string | null): string {
      const { run } = scene.run(path, pipelineId);
      const job = runs.currentAttempt(run).jobs.find((one) => one.name === name);
      if (job === undefined) throw new Error(`There is no job ${name}.`);
      job.log = text;
      return String(job.id);
    },

    retryPipeline(path: string, id: number, by: string): void {
      const { repository, run } = scene.run(path, id);
      const again = { by: scene.user(by), status: 'in_progress', onlyFailed: false } as const;
      runs.rerun(state, repository, run, again);
    },

    writeWorkflow(path, name, ...[text, standing = 'active']): string {
      const file = { text, state: standing };
      return String(runs.writeWorkflow(state, scene.repository(path), name, file).id);
    },

    proceedPipeline(path: string, id: number): void {
      const { repository, run } = scene.run(path, id);
      runs.proceed(state, repository, run);
    },
  };
}
