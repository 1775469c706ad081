import type { ApiRoutes } from '../http/api-routes.js';
import { badParameter, forbidden, unauthorized } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findIssue, findProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { fullIssue, issueEntity } from '../render/issue.js';
import { accessLevel, canReadIssue, GUEST, REPORTER, visibleProjects } from '../state/access.js';
import type { Issue } from '../state/issue-model.js';
import {
  closeIssue,
  editIssueDescription,
  openIssue,
  reopenIssue,
  setIssueAssignees,
} from '../state/issues.js';
import type { Project, User } from '../state/model.js';

const ALL = '/projects/:id/issues';
const ONE = `${ALL}/:iid`;
const SCOPES = ['created_by_me', 'assigned_to_me', 'created-by-me', 'assigned-to-me', 'all'] as const;
const ORDERS = ['created_at', 'updated_at', 'due_date'] as const;

type Part = Pick<User, 'authoredIssues' | 'assignedIssues'>;

/** Of whom nothing is known. */
const NOBODY: Part = { authoredIssues: new Set(), assignedIssues: new Set() };

export function issueRoutes(routes: ApiRoutes): void {
  routes.get('/issues', listEverywhere);
  routes.get(ALL, (call) => answer(call, findProject(call)));
  routes.get(ONE, (call) => fullIssue(call.store, findIssue(call), call.viewer));
  routes.post(ALL, create);
  routes.put(ONE, update);
}

function listEverywhere(call: Call): unknown {
  if (call.viewer === null && call.input.text('scope') !== 'all') throw unauthorized();
  return answer(call, null);
}

function answer(call: Call, project: Project | null): unknown {
  const rows = candidates(call, project)
    .filter((issue) => canReadIssue(issue, call.viewer))
    .filter(matcher(call));
  const order = call.input.oneOf('order_by', ORDERS) ?? 'created_at';
  const direction = call.input.oneOf('sort', ['asc', 'desc']) === 'asc' ? 1 : -1;
  const time = (issue: Issue): number => (order === 'updated_at' ? issue.updatedAt : issue.createdAt);
  rows.sort((one, other) => (time(one) - time(other) || one.id - other.id) * direction);
  return paginate(call, rows).map((issue) => issueEntity(call.store, issue));
}

/** From the narrowest index there is. */
function candidates(call: Call, project: Project | null): Issue[] {
  const people = peopleFilters(call, project === null ? 'created_by_me' : 'all');
  const [first, ...others] = people;
  if (first !== undefined) {
    return [...first].filter(
      (issue) => (project === null || issue.project === project) && others.every((set) => set.has(issue)),
    );
  }
  const projects = project === null ? visibleProjects(call.store, call.viewer) : [project];
  return projects.flatMap(({ issues }) => [...issues.values()]);
}

/** For each person that the request names: the issues in which they take that part. */
function peopleFilters(call: Call, normally: (typeof SCOPES)[number]): readonly ReadonlySet<Issue>[] {
  const { input, store, viewer } = call;
  const scope = (input.oneOf('scope', SCOPES) ?? normally).replaceAll('-', '_');
  const named = (name: string): Part[] =>
    (input.list(name) ?? []).flatMap((login) => store.usersByName.get(login.toLowerCase()) ?? NOBODY);
  const numbered = (name: string): Part[] =>
    (input.integers(name) ?? []).map((id) => store.users.get(id) ?? NOBODY);
  const authors = [...named('author_username'), ...numbered('author_id')];
  const assignees = [...named('assignee_username'), ...numbered('assignee_id')];
  if (scope === 'created_by_me') authors.push(viewer ?? NOBODY);
  if (scope === 'assigned_to_me') assignees.push(viewer ?? NOBODY);
  return [...authors.map((user) => user.authoredIssues), ...assignees.map((user) => user.assignedIssues)];
}

/** All bounds are inclusive. */
function matcher({ input }: Call): (issue: Issue) => boolean {
  const state = input.oneOf('state', ['opened', 'closed', 'all']) ?? 'all';
  const iids = input.integers('iids');
  const labels = input.list('labels') ?? [];
  const after = input.time('updated_after') ?? Number.NEGATIVE_INFINITY;
  const before = input.time('updated_before') ?? Number.POSITIVE_INFINITY;
  const isConfidential = input.flag('confidential');
  return (issue) =>
    (state === 'all' || issue.state === state) &&
    (iids === undefined || iids.includes(issue.iid)) &&
    labels.every((label) => issue.labels.includes(label)) &&
    issue.updatedAt >= after &&
    issue.updatedAt <= before &&
    (isConfidential === undefined || issue.isConfidential === isConfidential);
}

function create(call: Call): unknown {
  const project = findProject(call);
  const author = person(call);
  const { input, store } = call;
  // Every member may, while it is new: `set_issue_metadata` in GitLab's app/policies/issue_policy.rb.
  const isMember = accessLevel(project, author) >= GUEST;
  const issue = openIssue(store, project, {
    author,
    title: input.required('title'),
    description: input.text('description') ?? '',
    assignees: isMember ? usersOf(call, project, 'assignee_ids') : [],
    isConfidential: input.flag('confidential') ?? false,
    dueOn: input.text('due_date') ?? null,
    labels: isMember ? (input.list('labels') ?? []) : [],
  });
  return fullIssue(store, issue, author);
}

function update(call: Call): unknown {
  const issue = findIssue(call);
  const by = person(call);
  const { input, store } = call;
  const isAllowed = by === issue.author || accessLevel(issue.project, by) >= REPORTER;
  if (!isAllowed) throw forbidden();
  const known = [
    'title',
    'description',
    'assignee_ids',
    'due_date',
    'confidential',
    'labels',
    'add_labels',
    'state_event',
  ];
  if (!known.some((name) => input.has(name))) {
    throw badParameter(`${known.join(', ')} are missing, at least one parameter must be provided`);
  }
  const seesToIssues = accessLevel(issue.project, by) >= REPORTER;
  applyFields(call, issue, seesToIssues);
  const description = input.text('description');
  if (description !== undefined) editIssueDescription(store, issue, description, by);
  if (input.has('assignee_ids') && seesToIssues)
    setIssueAssignees(store, issue, usersOf(call, issue.project, 'assignee_ids'), by);
  const event = input.oneOf('state_event', ['close', 'reopen']);
  if (event === 'close') closeIssue(store, issue, by);
  if (event === 'reopen') reopenIssue(store, issue, by);
  return fullIssue(store, issue, by);
}

/** Labels that authors may not put on their own are left out without a word, as assignees are. */
function applyFields({ input, store }: Call, issue: Issue, seesToIssues: boolean): void {
  issue.title = input.text('title') ?? issue.title;
  const labels = input.list('labels') ?? issue.labels;
  if (seesToIssues) issue.labels = [...new Set([...labels, ...(input.list('add_labels') ?? [])])];
  issue.isConfidential = input.flag('confidential') ?? issue.isConfidential;
  if (input.has('due_date')) issue.dueOn = input.text('due_date') ?? null;
  store.touch(issue);
}

/** Unknown ones, and 0 for nobody, are left out without a word. */
function usersOf({ input, store }: Call, { settings }: Project, name: string): User[] {
  const all = [...new Set(input.integers(name) ?? [])];
  const ids = settings.allowsManyPeople ? all : all.slice(0, 1);
  return ids.map((id) => store.users.get(id)).filter((user) => user !== undefined);
}
