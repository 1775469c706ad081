import type { WikiWorld } from '../../wiki-world.js';
import { commitToWiki, fileOf } from '../state/wiki.js';
import type { Scene } from './scene.js';

/** What people do to pages in their browsers: each time a commit. */
export function wikiMoves(scene: Scene): WikiWorld {
  const commit = (
    path: string,
    fields: { by: string; message: string; change: (files: Map<string, string>) => void },
  ): void => {
    const { by, message, change } = fields;
    commitToWiki(scene.state, scene.repository(path), { author: scene.user(by), message, change });
  };
  return {
    writeWikiPage: (path, { by, title, text }) =>
      commit(path, {
        by,
        message: `Updated ${title} (markdown)`,
        change: (files) => files.set(fileOf(title), text),
      }),
    renameWikiPage: (path, title, newTitle, by) =>
      commit(path, {
        by,
        message: `Renamed ${title}`,
        change(files) {
          const text = files.get(fileOf(title));
          if (text === undefined) throw new Error(`There is no wiki page ${title} in ${path}.`);
          files.delete(fileOf(title));
          files.set(fileOf(newTitle), text);
        },
      }),
    deleteWikiPage: (path, title, by) =>
      commit(path, { by, message: `Destroyed ${title}`, change: (files) => files.delete(fileOf(title)) }),
  };
}
