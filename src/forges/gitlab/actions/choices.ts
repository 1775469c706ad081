import { Branches, ProjectLabels, ProjectMembers } from '@gitbeaker/rest';
import type { Workflow } from '../../../domain/ports/forge-actions.js';
import type { Person } from '../../../domain/forge.js';
import type { GitlabReply } from '../client.js';
import { walkPages } from '../feeds/walk-pages.js';
import { parseList } from '../parse.js';
import { branchSchema, memberSchema, namedSchema, type RawMember } from '../schema/acting.js';
import type { Acting } from './acting.js';

const FULL_PAGE = 100;
const MAX_PAGES = 5;
const MAX_BRANCHES = 20;
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
export async function listLabels({ client, project, drops }: Acting): Promise<readonly string[]> {
  const ask = (page: number): Promise<GitlabReply> =>
    client.ask(ProjectLabels, (labels) => labels.all(project.id, { perPage: FULL_PAGE, page }));
  const names: string[] = [];
  for await (const { body } of walkPages(MAX_PAGES, ask)) {
    names.push(...parseList(namedSchema, body, drops).map(({ name }) => name));
  }
  return names;
}

/** https://docs.gitlab.com/api/branches/#list-repository-branches */
export async function listBranches(
  { client, project, drops }: Acting,
  query: string,
): Promise<readonly string[]> {
  const search = query.trim();
  // gitbeaker does not know that they can be sorted.
  const order: Record<string, unknown> = { sort: 'updated_desc' };
  const { body } = await client.ask(Branches, (branches) =>
    branches.all(project.id, {
      ...(search === '' ? {} : { search }),
      ...order,
      perPage: MAX_BRANCHES,
      page: 1,
    }),
  );
  const rows = parseList(branchSchema, body, drops);
  const names = rows.map(({ name }) => name);
  const main =
    rows.find((row) => row.default === true)?.name ?? (search === '' ? project.defaultBranch : null);
  const first = main === null ? [] : [main];
  return [...new Set([...first, ...names])].slice(0, MAX_BRANCHES);
}

/** The project has one configuration, in which people may set any variable. */
export const WORKFLOWS: readonly Workflow[] = [{ id: '', name: '', inputs: [] }];
