import { BOB, type DemoForge, ME } from './demo-world.js';
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
  {
    id: 'hold-deployment',
    group: 'Code',
    label: 'Ask me to approve a deployment (level team)',
    run: ({ world, project }) => {
      const { id } = world.startPipeline(project.path, { by: BOB });
      world.holdDeployment(project.path, id, { by: BOB, environment: 'production', approver: ME });
      return 'Bob’s deployment to production waits for your approval';
    },
  },
];

function deploy({ world, project }: DemoForge, outcome: 'success' | 'failed'): void {
  const id = world.startDeployment(project.path, { by: BOB, environment: 'production' });
  world.endDeployment(project.path, id, outcome);
}
