import { ForgeError } from '../../../domain/errors.js';
import type { Person } from '../../../domain/forge.js';
import { FULL_PAGE } from '../all-pages.js';
import type { Answer } from '../client.js';
import { parseList } from '../lenient-parse.js';
import { userSchema } from '../schema.js';
import { toPerson } from '../transform/person.js';
import { namedSchema, refSchema } from './schema.js';
import type { Site } from './site.js';

const MAX_BRANCHES = 20;
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
  for (let page = 1; page <= MAX_PAGES && found.length < MAX_PEOPLE; page += 1) {
    const { items, length } = parseList(userSchema, (await fetch({ per_page: FULL_PAGE, page })).data);
    found.push(...items.map(toPerson).filter(({ login }) => beginsLike(login, query)));
    if (length < FULL_PAGE) break;
  }
  return found.slice(0, MAX_PEOPLE);
}

/** https://docs.github.com/en/rest/issues/labels#list-labels-for-a-repository */
export async function listLabels(site: Site): Promise<readonly string[]> {
  const names: string[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await site.read('/labels', { per_page: FULL_PAGE, page });
    const { items, length } = parseList(namedSchema, answer.data);
    names.push(...items.map(({ name }) => name));
    if (length < FULL_PAGE) break;
  }
  return names;
}

/** GitHub sorts by name, and searches by the beginning, as it is written. */
export async function listBranches(site: Site, query: string): Promise<readonly string[]> {
  const { defaultBranch } = site.place.project;
  const found = query === '' ? await firstBranches(site) : await matchingBranches(site, query);
  const isDefaultFitting = defaultBranch !== null && defaultBranch.startsWith(query);
  const names = isDefaultFitting ? [defaultBranch, ...found] : found;
  return [...new Set(names)].slice(0, MAX_BRANCHES);
}

/** https://docs.github.com/en/rest/branches/branches#list-branches */
async function firstBranches(site: Site): Promise<readonly string[]> {
  const answer = await site.read('/branches', { per_page: MAX_BRANCHES });
  return parseList(namedSchema, answer.data).items.map(({ name }) => name);
}

/** https://docs.github.com/en/rest/git/refs#list-matching-references */
async function matchingBranches(site: Site, query: string): Promise<readonly string[]> {
  const answer = await site.read('/git/matching-refs/{ref}', { ref: `heads/${query}` });
  return parseList(refSchema, answer.data).items.map(({ ref }) => ref.replace(/^refs\/heads\//, ''));
}

function beginsLike(name: string, query: string): boolean {
  return name.toLowerCase().startsWith(query.toLowerCase());
}
