import { ForgeError } from '../../../domain/errors.js';
import type { Person } from '../../../domain/forge.js';
import { FULL_PAGE, walkPages } from '../all-pages.js';
import type { Answer } from '../client.js';
import { parseList } from '../lenient-parse.js';
import { userSchema } from '../schema.js';
import { toPerson } from '../transform/person.js';
import { namedSchema, refSchema } from './schema.js';
import type { Site } from './site.js';

const MAX_FOUND = 100;
const MAX_PEOPLE = 100;
const MAX_PAGES = 5;

/** Collaborators are shown to those who may push; whom issues can be assigned to, to everybody. */
export async function listMembers(site: Site, query: string): Promise<readonly Person[]> {
  try {
    return await findPeople((page) => site.read('/collaborators', page), query);
  } catch (error) {
    if (!(error instanceof ForgeError) || !HIDDEN.has(error.code)) throw error;
    return findPeople((page) => site.read('/assignees', page), query);
  }
}

const HIDDEN: ReadonlySet<string> = new Set(['forbidden', 'not-found']);

/** Neither list can be searched. https://docs.github.com/en/rest/collaborators/collaborators#list-repository-collaborators */
async function findPeople(
  fetch: (page: { readonly per_page: number; readonly page: number }) => Promise<Answer>,
  query: string,
): Promise<readonly Person[]> {
  const found: Person[] = [];
  const ask = async (page: number) =>
    parseList(userSchema, (await fetch({ per_page: FULL_PAGE, page })).data);
  for await (const { items } of walkPages(MAX_PAGES, ask)) {
    found.push(...items.map(toPerson).filter(({ login }) => beginsLike(login, query)));
    if (found.length >= MAX_PEOPLE) break;
  }
  return found.slice(0, MAX_PEOPLE);
}

/** https://docs.github.com/en/rest/issues/labels#list-labels-for-a-repository */
export function listLabels(site: Site): Promise<readonly string[]> {
  return listNames(site, '/labels');
}

/** GitHub sorts by name, and searches by the beginning, as it is written. https://docs.github.com/en/rest/branches/branches#list-branches */
export async function listBranches(site: Site, query: string): Promise<readonly string[]> {
  const { defaultBranch } = site.place.project;
  const found = query === '' ? await listNames(site, '/branches') : await findRefs(site, 'heads', query);
  const isDefaultFitting = defaultBranch !== null && defaultBranch.startsWith(query);
  return [...new Set(isDefaultFitting ? [defaultBranch, ...found] : found)];
}

/** https://docs.github.com/en/rest/repos/repos#list-repository-tags */
export async function listTags(site: Site, query: string): Promise<readonly string[]> {
  return query === '' ? listNames(site, '/tags') : findRefs(site, 'tags', query);
}

async function listNames(site: Site, path: '/labels' | '/branches' | '/tags'): Promise<readonly string[]> {
  const names: string[] = [];
  const ask = async (page: number) =>
    parseList(namedSchema, (await site.read(path, { per_page: FULL_PAGE, page })).data);
  for await (const { items } of walkPages(MAX_PAGES, ask)) names.push(...items.map(({ name }) => name));
  return names;
}

/** All in one answer, by name: the one of just that name is the first. https://docs.github.com/en/rest/git/refs#list-matching-references */
async function findRefs(site: Site, kind: 'heads' | 'tags', query: string): Promise<readonly string[]> {
  const answer = await site.read('/git/matching-refs/{ref}', { ref: `${kind}/${query}` });
  const { items } = parseList(refSchema, answer.data);
  return items.slice(0, MAX_FOUND).map(({ ref }) => ref.slice(`refs/${kind}/`.length));
}

function beginsLike(name: string, query: string): boolean {
  return name.toLowerCase().startsWith(query.toLowerCase());
}
