import type { WikiWorld } from '../wiki-world.js';
import type { GitlabWikiExtras } from './gitlab-extras.js';
import type { GitlabStore } from './state/store.js';
import { createWikiPage, destroyWikiPage, slugOf, updateWikiPage, type WikiPage } from './state/wiki.js';

/** What happens to wikis of the simulated GitLab. */
export function wikiMoves(store: GitlabStore): WikiWorld & GitlabWikiExtras {
  const pageOf = (path: string, title: string): WikiPage => {
    const page = store.project(path).wiki.get(slugOf(title));
    if (page === undefined) throw new Error(`no wiki page ${title} in ${path} in the simulated GitLab`);
    return page;
  };
  return {
    writeWikiPage(path, { by, title, text: content }) {
      const [project, author] = [store.project(path), store.user(by)];
      const page = project.wiki.get(slugOf(title));
      if (page === undefined) createWikiPage(store, project, { title, content }, author);
      else updateWikiPage(store, project, { page, text: { content }, author });
    },
    renameWikiPage(path, title, newTitle, by) {
      const change = { page: pageOf(path, title), text: { title: newTitle }, author: store.user(by) };
      updateWikiPage(store, store.project(path), change);
    },
    deleteWikiPage: (path, title, by) =>
      destroyWikiPage(store, store.project(path), pageOf(path, title), store.user(by)),
    setWiki(path, isOn) {
      store.project(path).hasWiki = isOn;
    },
  };
}
