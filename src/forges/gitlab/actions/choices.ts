import { Branches, ProjectLabels, ProjectMembers } from '@gitbeaker/rest';
import type { Workflow } from '../../../domain/ports/forge-actions.js';
import type { Person } from '../../../domain/forge.js';
import { parseList } from '../parse.js';
import { branchSchema, memberSchema, namedSchema, type RawMember } from '../schema/acting.js';
import type { Acting } from './acting.js';

const MAX_LABELS = 100;
const MAX_BRANCHES = 20;
const MAX_MEMBERS = 20;
/** GitLab finds the letters anywhere in a name, so that some of what it finds is left out. */
const MEMBERS_ASKED_FOR = 100;

/** https://docs.gitlab.com/api/members/#list-all-members-including-inherited-and-invited-members */
export async function listMembers(
  { client, project, drops }: Acting,
  query: string,
): Promise<readonly Person[]> {
  const wanted = query.trim().replace(/^@/, '');
  const { body } = await client.ask(ProjectMembers, (members) =>
    members.all(project.id, {
      includeInherited: true,
      ...(wanted === '' ? {} : { query: wanted }),
      perPage: MEMBERS_ASKED_FOR,
      page: 1,
    }),
  );
  const people = parseList(memberSchema, body, drops)
    .filter((member) => isActive(member) && beginsLike(member, wanted.toLowerCase()))
    .map(({ id, login, name }) => ({ id, login, name }));
  return [...new Map(people.map((person) => [person.id, person])).values()].slice(0, MAX_MEMBERS);
}

function isActive({ state, membership_state }: RawMember): boolean {
  return (state ?? 'active') === 'active' && (membership_state ?? 'active') === 'active';
}

function beginsLike({ login, name }: RawMember, wanted: string): boolean {
  return [login, name, ...name.split(/\s+/)].some((word) => word.toLowerCase().startsWith(wanted));
}

/** https://docs.gitlab.com/api/labels/ */
export async function listLabels({ client, project, drops }: Acting): Promise<readonly string[]> {
  const { body } = await client.ask(ProjectLabels, (labels) =>
    labels.all(project.id, { perPage: MAX_LABELS, page: 1 }),
  );
  return parseList(namedSchema, body, drops).map(({ name }) => name);
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
