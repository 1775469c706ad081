import { forbidden, message } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import { type Call, person } from '../http/call.js';
import { findGroup, findProject, requireDeveloper } from '../http/find.js';
import { basicWikiPage, wikiPageEntity } from '../render/wiki-page.js';
import type { Group } from '../state/group-model.js';
import type { Project } from '../state/model.js';
import {
  createWikiPage,
  destroyWikiPage,
  updateWikiPage,
  type WikiHome,
  type WikiPage,
} from '../state/wiki.js';

const ALL = '/projects/:id/wikis';

/** https://docs.gitlab.com/api/wikis/, and of groups those that read */
export function wikiRoutes(routes: ApiRoutes): void {
  routes.get(ALL, (call) => showPages(call, findWikiProject(call)));
  routes.get(`${ALL}/:slug`, (call) => wikiPageEntity(findPage(call)));
  routes.post(ALL, createPage);
  routes.put(`${ALL}/:slug`, updatePage);
  routes.delete(`${ALL}/:slug`, destroyPage);
  routes.get('/groups/:id/wikis', (call) => showPages(call, findWikiGroup(call)));
  routes.get('/groups/:id/wikis/:slug', (call) => wikiPageEntity(pageIn(call, findWikiGroup(call))));
}

/** All of them, sorted by title: it knows no pages. */
function showPages(call: Call, { wiki }: WikiHome): unknown {
  const hasContent = call.input.flag('with_content') === true;
  const pages = [...wiki.values()].sort((one, other) => one.slug.localeCompare(other.slug, 'en'));
  return pages.map(hasContent ? wikiPageEntity : basicWikiPage);
}

function createPage(call: Call): unknown {
  const project = findWikiProject(call);
  requireDeveloper(call, project);
  const { input, store } = call;
  const text = {
    title: input.required('title'),
    content: input.required('content'),
    format: input.text('format'),
  };
  const page = createWikiPage(store, project, text, person(call));
  if (page === null) throw message(422, 'Duplicate page: A page with that title already exists');
  return wikiPageEntity(page);
}

function updatePage(call: Call): unknown {
  const [project, page] = [findWikiProject(call), findPage(call)];
  requireDeveloper(call, project);
  const { input, store } = call;
  const { title, content, format } = {
    title: input.text('title'),
    content: input.text('content'),
    format: input.text('format'),
  };
  const text = {
    ...(title === undefined ? {} : { title }),
    ...(content === undefined ? {} : { content }),
    ...(format === undefined ? {} : { format }),
  };
  return wikiPageEntity(updateWikiPage(store, project, { page, text, author: person(call) }));
}

function destroyPage(call: Call): unknown {
  const [project, page] = [findWikiProject(call), findPage(call)];
  requireDeveloper(call, project);
  destroyWikiPage(call.store, project, page, person(call));
  return null;
}

function findPage(call: Call): WikiPage {
  return pageIn(call, findWikiProject(call));
}

function pageIn(call: Call, { wiki }: WikiHome): WikiPage {
  const page = wiki.get(call.path['slug'] ?? '');
  if (page === undefined) throw message(404, '404 Wiki Page Not Found');
  return page;
}

/** Guests read wikis; one that is switched off nobody does. */
function findWikiProject(call: Call): Project {
  const project = findProject(call);
  if (!project.hasWiki) throw forbidden();
  return project;
}

/** https://docs.gitlab.com/api/group_wikis/ */
function findWikiGroup(call: Call): Group {
  const group = findGroup(call);
  if (!group.hasWiki) throw forbidden();
  return group;
}
