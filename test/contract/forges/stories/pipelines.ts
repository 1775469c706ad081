import type { ForgeWorld } from '../../../simulator/forge-world.js';
import type { GitlabExtras } from '../../../simulator/gitlab/gitlab-extras.js';
import { APP } from '../watched-forge.js';
import { by, type Stories } from './story.js';

type Outcome = Parameters<ForgeWorld['finishPipeline']>[2];

function start(world: ForgeWorld): number {
  return world.startPipeline(APP, { by }).id;
}

function finish(world: ForgeWorld, id: number, outcome: Outcome): void {
  world.finishPipeline(APP, id, outcome, outcome === 'failed' ? [{ name: 'unit', stage: 'test' }] : []);
}

function ending(outcome: Outcome) {
  return (world: ForgeWorld) => {
    const id = start(world);
    return () => finish(world, id, outcome);
  };
}

export const PIPELINE_STORIES: Stories = {
  'pipeline-started': (world) => () => start(world),
  'pipeline-waiting': (world) => {
    const id = start(world);
    return () => world.blockPipeline(APP, id);
  },
  'pipeline-failed': ending('failed'),
  'pipeline-fixed': (world) => {
    const id = start(world);
    finish(world, id, 'failed');
    return () => {
      world.retryPipeline(APP, id, by);
      finish(world, id, 'success');
    };
  },
  'pipeline-succeeded': ending('success'),
  'pipeline-canceled': ending('canceled'),
};

/** Its parent has passed, and waits for nothing. */
export const GITLAB_PIPELINE_STORIES: Stories<GitlabExtras> = {
  'pipeline-child-failed': (world) => {
    const id = start(world);
    const child = world.startChild(APP, id, { name: 'deploy', by });
    finish(world, id, 'success');
    return () => finish(world, child, 'failed');
  },
};
