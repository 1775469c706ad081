import { Branches, ProjectLabels, ProjectMembers, Tags } from '@gitbeaker/rest';
import type { Workflow } from '../../../domain/ports/forge-actions.js';
import type { Person } from '../../../domain/forge.js';
import type { GitlabReply } from '../client.js';
import { walkPages } from '../feeds/walk-pages.js';
import { parseList } from '../parse.js';
import { branchSchema, memberSchema, namedSchema, type RawBranch, type RawMember } from '../schema/acting.js';
import type { Acting } from './acting.js';

const FULL_PAGE = 100;
const MAX_PAGES = 5;
const MAX_MEMBERS = 100;
/** GitLab takes fewer letters for the whole of a name. */
const FEWEST_SEARCHED = 3;

/**
 * GitLab finds the letters anywhere in a name, so that some of what it finds is left out.
 * https://docs.gitlab.com/api/members/#list-all-members-including-inherited-and-invited-members
 */
export async function listMembers(
  { client, project, drops }: Acting,
  query: string,
): Promise<readonly Person[]> {
  const wanted = query.trim().replace(/^@/, '');
  const search = wanted.length < FEWEST_SEARCHED ? {} : { query: wanted };
  const ask = (page: number): Promise<GitlabReply> =>
    client.ask(ProjectMembers, (members) =>
      members.all(project.id, { includeInherited: true, ...search, perPage: FULL_PAGE, page }),
    );
  const found = new Map<string, Person>();
  for await (const { body } of walkPages(MAX_PAGES, ask)) {
    for (const member of parseList(memberSchema, body, drops)) {
      const { id, login, name } = member;
      if (isActive(member) && beginsLike(member, wanted.toLowerCase())) found.set(id, { id, login, name });
    }
    if (found.size >= MAX_MEMBERS) break;
  }
  return [...found.values()].slice(0, MAX_MEMBERS);
}

function isActive({ state, membership_state }: RawMember): boolean {
  return (state ?? 'active') === 'active' && (membership_state ?? 'active') === 'active';
}

function beginsLike({ login, name }: RawMember, wanted: string): boolean {
  return [login, name, ...name.split(/\s+/)].some((word) => word.toLowerCase().startsWith(wanted));
}

/** https://docs.gitlab.com/api/labels/ */
export function listLabels({ client, project, drops }: Acting): Promise<readonly string[]> {
  return readNames(drops, MAX_PAGES, (page) =>
    client.ask(ProjectLabels, (labels) => labels.all(project.id, { perPage: FULL_PAGE, page })),
  );
}

async function readNames(
  drops: Acting['drops'],
  maxPages: number,
  ask: (page: number) => Promise<GitlabReply>,
): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { body } of walkPages(maxPages, ask)) {
    names.push(...parseList(namedSchema, body, drops).map(({ name }) => name));
  }
  return names;
}

/**
 * Found by the letters anywhere in a name; the one of just that name comes first.
 * https://docs.gitlab.com/api/branches/#list-repository-branches
 */
export async function listBranches(
  { client, project, drops }: Acting,
  query: string,
): Promise<readonly string[]> {
  const search = query.trim();
  // gitbeaker does not know that they can be sorted.
  const order: Record<string, unknown> = { sort: 'updated_desc' };
  const ask = (page: number): Promise<GitlabReply> =>
    client.ask(Branches, (branches) =>
      branches.all(project.id, { ...searched(search), ...order, perPage: FULL_PAGE, page }),
    );
  const rows: RawBranch[] = [];
  for await (const { body } of walkPages(pagesOf(search), ask))
    rows.push(...parseList(branchSchema, body, drops));
  const main =
    rows.find((row) => row.default === true)?.name ?? (search === '' ? project.defaultBranch : null);
  const names = rows.map(({ name }) => name);
  // What was asked for by its name is what is meant.
  const isFirst = main !== null && !names.includes(search);
  return [...new Set(isFirst ? [main, ...names] : names)];
}

/** https://docs.gitlab.com/api/tags/#list-all-project-repository-tags */
export function listTags({ client, project, drops }: Acting, query: string): Promise<readonly string[]> {
  const search = query.trim();
  return readNames(drops, pagesOf(search), (page) =>
    client.ask(Tags, (tags) =>
      tags.all(project.id, {
        ...searched(search),
        orderBy: 'updated',
        sort: 'desc',
        perPage: FULL_PAGE,
        page,
      }),
    ),
  );
}

/** Whoever searches does it once more rather than to leaf through hundreds. */
function pagesOf(search: string): number {
  return search === '' ? MAX_PAGES : 1;
}

function searched(search: string): { readonly search?: string } {
  return search === '' ? {} : { search };
}

/** The project has one configuration, in which people may set any variable. */
export const WORKFLOWS: readonly Workflow[] = [{ id: '', name: '', inputs: [] }];
