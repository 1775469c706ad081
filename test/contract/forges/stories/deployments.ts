import type { DeploymentOutcome } from '../../../simulator/deployment-world.js';
import { APP } from '../watched-forge.js';
import { by, type Stories, type Story } from './story.js';

const LIVE = { by, environment: 'production' };

function ending(outcome: DeploymentOutcome): Story {
  return (world) => {
    const id = world.startDeployment(APP, LIVE);
    return () => world.endDeployment(APP, id, outcome);
  };
}

export const DEPLOYMENT_STORIES: Stories = {
  'deployment-started': (world) => () => world.startDeployment(APP, LIVE),
  'deployment-waiting': (world) => {
    const { id } = world.startPipeline(APP, { by });
    return () => world.holdDeployment(APP, id, LIVE);
  },
  'deployment-succeeded': ending('success'),
  'deployment-failed': ending('failed'),
  'deployment-canceled': ending('canceled'),
};
