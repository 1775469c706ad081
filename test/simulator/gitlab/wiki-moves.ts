import type { WikiWorld } from '../wiki-world.js';
import type { GitlabWikiExtras } from './gitlab-extras.js';
import { homeOf } from './state/groups.js';
import type { GitlabStore } from './state/store.js';
import { createWikiPage, destroyWikiPage, slugOf, updateWikiPage, type WikiPage } from './state/wiki.js';

/** What happens to wikis of the simulated GitLab, those of groups too. */
export function wikiMoves(store: GitlabStore): WikiWorld & GitlabWikiExtras {
  const pageOf = (path: string, title: string): WikiPage => {
    const page = homeOf(store, path).wiki.get(slugOf(title));
    if (page === undefined) throw new Error(`no wiki page ${title} in ${path} in the simulated GitLab`);
    return page;
  };
  return {
    writeWikiPage(path, { by, title, text: content }) {
      const [home, author] = [homeOf(store, path), store.user(by)];
      const page = home.wiki.get(slugOf(title));
      if (page === undefined) createWikiPage(store, home, { title, content }, author);
      else updateWikiPage(store, home, { page, text: { content }, author });
    },
    renameWikiPage(path, title, newTitle, by) {
      const change = { page: pageOf(path, title), text: { title: newTitle }, author: store.user(by) };
      updateWikiPage(store, homeOf(store, path), change);
    },
    deleteWikiPage: (path, title, by) =>
      destroyWikiPage(store, homeOf(store, path), pageOf(path, title), store.user(by)),
    setWiki(path, isOn) {
      homeOf(store, path).hasWiki = isOn;
    },
  };
}
