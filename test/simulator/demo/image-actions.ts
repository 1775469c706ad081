import { BOB } from './demo-world.js';
import type { PanelAction } from './panel.js';

/** Both forges ask for images seldom, unless a pipeline has passed. */
export const IMAGE_ACTIONS: readonly PanelAction[] = [
  {
    id: 'push-image',
    group: 'Code',
    label: 'Push an image from a pipeline (level all)',
    run: (forge) => {
      const { world, project } = forge;
      forge.counter += 1;
      const tag = `1.${forge.counter}.0`;
      world.pushImage(project.path, { image: 'api', tag });
      const { id } = world.startPipeline(project.path, { by: BOB, ref: 'main' });
      world.finishPipeline(project.path, id, 'success');
      return `Bob’s pipeline pushed the image api:${tag}`;
    },
  },
];
