import type { ApiRoutes } from '../http/api-routes.js';
import { notFound } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findProject } from '../http/find.js';
import { pageOf, paginate, setKeysetHeaders } from '../http/pagination.js';
import { basicProject, fullProject } from '../render/project.js';
import { memberOf } from '../render/user.js';
import { accessLevel, memberProjects, visibleProjects } from '../state/access.js';
import type { Project } from '../state/model.js';

const ORDERS = [
  'id',
  'name',
  'path',
  'created_at',
  'updated_at',
  'last_activity_at',
  'similarity',
  'star_count',
] as const;

const SORT_KEYS: Readonly<Record<string, (project: Project) => number | string>> = {
  id: (project) => project.id,
  name: (project) => project.path.split('/').at(-1) ?? '',
  path: (project) => project.path.split('/').at(-1) ?? '',
  created_at: (project) => project.createdAt,
  updated_at: (project) => project.updatedAt,
  last_activity_at: (project) => project.lastActivityAt,
  star_count: (project) => project.stargazers.size,
};

export function projectRoutes(routes: ApiRoutes): void {
  routes.get('/projects', listProjects);
  routes.get('/projects/:id', showProject);
  for (const path of ['/projects/:id/members', '/projects/:id/members/all']) {
    routes.get(path, listMembers);
    routes.get(`${path}/:userId`, showMember);
  }
}

function showProject(call: Call): unknown {
  return fullProject(call.store, findProject(call), call.viewer);
}

function listProjects(call: Call): unknown {
  const order = call.input.oneOf('order_by', ORDERS) ?? 'created_at';
  const isAscending = call.input.oneOf('sort', ['asc', 'desc']) === 'asc';
  const projects = chosenProjects(call).sort(
    (one, other) => compare(one, other, order) * (isAscending ? 1 : -1),
  );
  const rows =
    call.input.text('pagination') === 'keyset'
      ? keysetRows(call, projects, isAscending)
      : paginate(call, projects);
  const isSimple = call.input.flag('simple') === true || call.viewer === null;
  return rows.map((project) =>
    isSimple ? basicProject(call.store, project) : fullProject(call.store, project, call.viewer),
  );
}

function chosenProjects(call: Call): Project[] {
  const { input, store, viewer } = call;
  const isMine = input.flag('membership') === true || input.flag('owned') === true;
  const level = input.integer('min_access_level') ?? 0;
  const after = input.integer('id_after') ?? 0;
  const before = input.integer('id_before') ?? Number.POSITIVE_INFINITY;
  const isStarred = input.flag('starred') === true;
  const search = input.text('search')?.toLowerCase();
  const visibility = input.oneOf('visibility', ['private', 'internal', 'public']);
  const projects = isMine ? memberProjects(store, person(call)) : visibleProjects(store, viewer);
  if (input.flag('archived') === true) return [];
  const subject = (project: Project): string =>
    input.flag('search_namespaces') === true ? project.path : (project.path.split('/').at(-1) ?? '');
  return projects.filter(
    (project) =>
      project.id > after &&
      project.id < before &&
      (!isStarred || (viewer !== null && project.stargazers.has(viewer))) &&
      (level === 0 || accessLevel(project, viewer) >= level) &&
      (search === undefined || subject(project).toLowerCase().includes(search)) &&
      (visibility === undefined || visibility === (project.isPrivate ? 'private' : 'public')),
  );
}

function keysetRows(call: Call, projects: readonly Project[], isAscending: boolean): Project[] {
  const { size } = pageOf(call);
  const rows = projects.slice(0, size);
  const last = rows.at(-1);
  const isMore = last !== undefined && projects.length > rows.length;
  setKeysetHeaders(call, isMore ? { [isAscending ? 'id_after' : 'id_before']: String(last.id) } : null);
  return rows;
}

function compare(one: Project, other: Project, order: string): number {
  const key = SORT_KEYS[order] ?? ((project: Project) => project.id);
  const [left, right] = [key(one), key(other)];
  if (left === right) return one.id - other.id;
  return left < right ? -1 : 1;
}

function listMembers(call: Call): unknown {
  const search = call.input.text('query')?.toLowerCase();
  const members = [...findProject(call).members.values()].filter(
    ({ user }) => search === undefined || isFoundBy(search, [user.username, user.name]),
  );
  return paginate(call, members).map((member) => memberOf(call.store, member));
}

/** Fewer than three letters have to be the whole of a name, as `lib/gitlab/sql/pattern.rb` of GitLab has it. */
function isFoundBy(search: string, names: readonly string[]): boolean {
  const lower = names.map((name) => name.toLowerCase());
  return search.length < 3 ? lower.includes(search) : lower.some((name) => name.includes(search));
}

function showMember(call: Call): unknown {
  const member = findProject(call).members.get(Number(call.path['userId']));
  if (member === undefined) throw notFound('Member');
  return memberOf(call.store, member);
}
