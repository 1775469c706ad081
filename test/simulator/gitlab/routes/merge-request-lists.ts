import type { ApiRoutes } from '../http/api-routes.js';
import { badParameter, unauthorized } from '../http/api-error.js';
import type { Call } from '../http/call.js';
import { findCodeProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { basicMergeRequest, simpleMergeRequest } from '../render/merge-request.js';
import { canReadCode, visibleProjects } from '../state/access.js';
import { isDraft } from '../state/merge-requests.js';
import type { MergeRequest, Project, User } from '../state/model.js';

const SCOPES = [
  'created_by_me',
  'assigned_to_me',
  'reviews_for_me',
  'created-by-me',
  'assigned-to-me',
  'all',
] as const;
const STATES = ['opened', 'closed', 'locked', 'merged', 'all'] as const;
const ORDERS = [
  'created_at',
  'updated_at',
  'merged_at',
  'title',
  'label_priority',
  'milestone_due',
  'popularity',
  'priority',
] as const;

export function mergeRequestListRoutes(routes: ApiRoutes): void {
  routes.get('/merge_requests', listEverywhere);
  routes.get('/projects/:id/merge_requests', (call) => answer(call, findCodeProject(call)));
}

function listEverywhere(call: Call): unknown {
  if (call.viewer === null && call.input.text('scope') !== 'all') throw unauthorized();
  return answer(call, null);
}

function answer(call: Call, project: Project | null): unknown {
  const people = peopleFilters(call, project === null ? 'created_by_me' : 'all');
  const rows = people === 'nobody' ? [] : candidates(call, project, people).filter(matcher(call));
  const isSimple = call.input.oneOf('view', ['simple']) === 'simple';
  return paginate(call, sorted(call, rows)).map((mergeRequest) =>
    isSimple ? simpleMergeRequest(call.store, mergeRequest) : basicMergeRequest(call.store, mergeRequest),
  );
}

/** Merge requests that one person takes this part in. */
type PeopleFilter = ReadonlySet<MergeRequest>;

function peopleFilters(call: Call, defaultScope: (typeof SCOPES)[number]): PeopleFilter[] | 'nobody' {
  const { input, viewer } = call;
  const scope = (input.oneOf('scope', SCOPES) ?? defaultScope).replaceAll('-', '_');
  const filters: (PeopleFilter | undefined)[] = [];
  if (scope === 'created_by_me') filters.push(viewer?.authored);
  if (scope === 'assigned_to_me') filters.push(viewer?.assigned);
  if (scope === 'reviews_for_me') filters.push(viewer?.reviewing);
  const byRole = [
    { role: 'author', of: (user: User | undefined) => user?.authored },
    { role: 'assignee', of: (user: User | undefined) => user?.assigned },
    { role: 'reviewer', of: (user: User | undefined) => user?.reviewing },
  ];
  for (const { role, of } of byRole) {
    const [id, name] = [input.text(`${role}_id`), input.text(`${role}_username`)];
    if (id !== undefined && name !== undefined) {
      throw badParameter(`${role}_id, ${role}_username are mutually exclusive`);
    }
    if (isPerson(id)) filters.push(of(call.store.users.get(Number(id))));
    for (const username of input.list(`${role}_username`) ?? []) {
      filters.push(of(call.store.usersByName.get(username.toLowerCase())));
    }
  }
  return filters.includes(undefined) ? 'nobody' : filters.filter((filter) => filter !== undefined);
}

function isPerson(id: string | undefined): id is string {
  return id !== undefined && id.toLowerCase() !== 'none' && id.toLowerCase() !== 'any';
}

/** From the narrowest index there is: what a person takes part in, or what changed lately. */
function candidates(call: Call, project: Project | null, people: readonly PeopleFilter[]): MergeRequest[] {
  const { store, viewer } = call;
  const [narrowest, ...others] = [...people].sort((one, other) => one.size - other.size);
  if (narrowest !== undefined) {
    return [...narrowest].filter(
      (mergeRequest) =>
        (project === null ? canReadCode(mergeRequest.project, viewer) : mergeRequest.project === project) &&
        others.every((filter) => filter.has(mergeRequest)),
    );
  }
  const since = call.input.time('updated_after') ?? 0;
  const projects =
    project === null
      ? visibleProjects(store, viewer).filter((visible) => canReadCode(visible, viewer))
      : [project];
  return projects.flatMap((visible) => store.mergeRequestsSince(visible, since));
}

function matcher(call: Call): (mergeRequest: MergeRequest) => boolean {
  const { input } = call;
  const state = input.oneOf('state', STATES) ?? 'all';
  const isDraftWanted = input.oneOf('wip', ['yes', 'no']);
  const search = input.text('search')?.toLowerCase();
  const labels = input.list('labels') ?? [];
  const iids = input.integers('iids');
  const tests: ((mergeRequest: MergeRequest) => boolean)[] = [
    ({ state: actual }) => state === 'all' || state === actual,
    ({ iid }) => iids === undefined || iids.includes(iid),
    ({ title }) => isDraftWanted === undefined || isDraft(title) === (isDraftWanted === 'yes'),
    ({ title, description }) =>
      search === undefined || `${title}\n${description}`.toLowerCase().includes(search),
    ({ labels: actual }) => labels.every((label) => actual.includes(label)),
    ...timeTests(call),
    ...absenceTests(call),
    ...exclusions(call),
  ];
  for (const [name, of] of BRANCHES) {
    const wanted = input.text(name);
    if (wanted !== undefined) tests.push((mergeRequest) => of(mergeRequest) === wanted);
  }
  return (mergeRequest) => tests.every((test) => test(mergeRequest));
}

const BRANCHES: readonly (readonly [string, (mergeRequest: MergeRequest) => string])[] = [
  ['source_branch', ({ sourceBranch }) => sourceBranch],
  ['target_branch', ({ targetBranch }) => targetBranch],
];

/** All bounds are inclusive. */
function timeTests({ input }: Call): ((mergeRequest: MergeRequest) => boolean)[] {
  const tests: ((mergeRequest: MergeRequest) => boolean)[] = [];
  const updatedAfter = input.time('updated_after');
  const updatedBefore = input.time('updated_before');
  const createdAfter = input.time('created_after');
  const createdBefore = input.time('created_before');
  if (updatedAfter !== undefined) tests.push(({ updatedAt }) => updatedAt >= updatedAfter);
  if (updatedBefore !== undefined) tests.push(({ updatedAt }) => updatedAt <= updatedBefore);
  if (createdAfter !== undefined) tests.push(({ createdAt }) => createdAt >= createdAfter);
  if (createdBefore !== undefined) tests.push(({ createdAt }) => createdAt <= createdBefore);
  return tests;
}

/** `assignee_id=None|Any` and the same for reviewers. */
function absenceTests({ input }: Call): ((mergeRequest: MergeRequest) => boolean)[] {
  const tests: ((mergeRequest: MergeRequest) => boolean)[] = [];
  const assignee = input.text('assignee_id')?.toLowerCase();
  const reviewer = input.text('reviewer_id')?.toLowerCase();
  if (assignee === 'none') tests.push(({ assignees }) => assignees.length === 0);
  if (assignee === 'any') tests.push(({ assignees }) => assignees.length > 0);
  if (reviewer === 'none') tests.push(({ reviewers }) => reviewers.length === 0);
  if (reviewer === 'any') tests.push(({ reviewers }) => reviewers.length > 0);
  return tests;
}

function exclusions({ input, store }: Call): ((mergeRequest: MergeRequest) => boolean)[] {
  const named = (name: string): User | undefined =>
    store.usersByName.get((input.text(`not[${name}_username]`) ?? '').toLowerCase()) ??
    store.users.get(input.integer(`not[${name}_id]`) ?? 0);
  const [author, assignee, reviewer] = [named('author'), named('assignee'), named('reviewer')];
  return [
    (mergeRequest) => author?.authored.has(mergeRequest) !== true,
    (mergeRequest) => assignee?.assigned.has(mergeRequest) !== true,
    (mergeRequest) => reviewer?.reviewing.has(mergeRequest) !== true,
  ];
}

function sorted(call: Call, rows: MergeRequest[]): MergeRequest[] {
  const order = call.input.oneOf('order_by', ORDERS) ?? 'created_at';
  const direction = call.input.oneOf('sort', ['asc', 'desc']) === 'asc' ? 1 : -1;
  const key = (mergeRequest: MergeRequest): number | string => {
    if (order === 'updated_at') return mergeRequest.updatedAt;
    if (order === 'merged_at') return mergeRequest.mergedAt ?? 0;
    return order === 'title' ? mergeRequest.title : mergeRequest.createdAt;
  };
  return rows.sort((one, other) => {
    const [left, right] = [key(one), key(other)];
    if (left === right) return (one.id - other.id) * direction;
    return (left < right ? -1 : 1) * direction;
  });
}
