import type { ForgeWorld } from '../../../simulator/forge-world.js';
import { APP } from '../watched-forge.js';
import { by, type Stories } from './story.js';

function push(world: ForgeWorld, branch: string): string {
  return world.push(APP, { by, branch });
}

function change(world: ForgeWorld, line: string): void {
  const files = [{ path: 'docs/team.md', patch: `@@ -1 +1,2 @@\n # Team\n+${line}` }];
  world.push(APP, { by, branch: 'main', files });
}

export const CODE_STORIES: Stories = {
  'release-published': (world) => () => world.publishRelease(APP, { by, tag: 'v1' }),
  'tag-created': (world) => () => world.pushTag(APP, 'v1', by),
  'tag-moved': (world) => {
    push(world, 'main');
    world.pushTag(APP, 'v1', by);
    return () => {
      push(world, 'main');
      world.pushTag(APP, 'v1', by);
    };
  },
  'branch-pushed': (world) => {
    push(world, 'topic');
    return () => push(world, 'topic');
  },
  'branch-created': (world) => () => push(world, 'topic'),
  'branch-deleted': (world) => {
    push(world, 'topic');
    return () => world.deleteBranch(APP, 'topic', by);
  },
  'document-mention': (world) => () => change(world, 'Ask @alice.'),
  'documents-changed': (world) => () => change(world, 'Ask us.'),
  'image-tag-created': (world) => () => world.pushImage(APP, { image: 'api', tag: 'v1' }),
  'image-tag-moved': (world) => {
    world.pushImage(APP, { image: 'api', tag: 'latest' });
    return () => world.pushImage(APP, { image: 'api', tag: 'latest' });
  },
};
