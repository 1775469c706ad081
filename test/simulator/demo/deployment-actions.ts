import { BOB, type DemoForge } from './demo-world.js';
import type { PanelAction } from './panel.js';

/** Begun and ended in one go, as two looks mostly find them. */
export const DEPLOYMENT_ACTIONS: readonly PanelAction[] = [
  {
    id: 'deploy',
    group: 'Code',
    label: 'Deploy to production (level team)',
    run: (forge) => {
      deploy(forge, 'success');
      return 'Bob deployed main to production';
    },
  },
  {
    id: 'fail-deployment',
    group: 'Code',
    label: 'Fail a deployment (level team)',
    run: (forge) => {
      deploy(forge, 'failed');
      return 'Bob’s deployment to production failed';
    },
  },
];

function deploy({ world, project }: DemoForge, outcome: 'success' | 'failed'): void {
  const id = world.startDeployment(project.path, { by: BOB, environment: 'production' });
  world.endDeployment(project.path, id, outcome);
}
