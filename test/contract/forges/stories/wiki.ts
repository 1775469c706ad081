import type { ForgeWorld } from '../../../simulator/forge-world.js';
import { APP } from '../watched-forge.js';
import { by, type Stories, type Story } from './story.js';

const title = 'Set up';

function write(world: ForgeWorld, text: string): void {
  world.writeWikiPage(APP, { by, title, text });
}

/** Something that is done to a page that was there before. */
function on(act: (world: ForgeWorld) => unknown): Story {
  return (world) => {
    write(world, 'Run make.');
    return () => act(world);
  };
}

export const WIKI_STORIES: Stories = {
  'wiki-mention': on((world) => write(world, 'Run make.\nAsk @alice first.')),
  'wiki-page-created': (world) => () => write(world, 'Run make.'),
  'wiki-page-edited': on((world) => write(world, 'Run make.\nRun it again.')),
  'wiki-page-renamed': on((world) => world.renameWikiPage(APP, title, 'Install', by)),
  'wiki-page-deleted': on((world) => world.deleteWikiPage(APP, title, by)),
};
