import { DAY } from '../../../../src/domain/time.js';
import type { ApiRoutes } from '../http/api-routes.js';
import { notFound } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findProject } from '../http/find.js';
import { pageOf, setPageHeaders } from '../http/pagination.js';
import { eventEntity } from '../render/event.js';
import { canReadCode, canReadIssue, canReadNote, canReadProject, memberProjects } from '../state/access.js';
import { newestOf } from '../state/newest-of.js';
import type { EventRow, User } from '../state/model.js';

const SCOPES = { scopes: ['api', 'read_user', 'read_api'] };
const TARGET_TYPES = [
  'issue',
  'milestone',
  'merge_request',
  'note',
  'project',
  'snippet',
  'user',
  'wiki',
  'design',
  'epic',
] as const;
const ACTIONS: ReadonlySet<string> = new Set([
  'created',
  'pushed',
  'commented',
  'closed',
  'reopened',
  'merged',
  'approved',
  'joined',
  'left',
  'destroyed',
  'expired',
  'updated',
]);

export function eventRoutes(routes: ApiRoutes): void {
  routes.get('/events', (call) => listEvents(call, ownFeed(call)), SCOPES);
  routes.get('/users/:userId/events', (call) => listEvents(call, [feedOfUser(call).events]), SCOPES);
  routes.get('/projects/:id/events', (call) => listEvents(call, [findProject(call).events]));
}

/** The logs that a feed is made of, each oldest first. */
type Logs = readonly (readonly EventRow[])[];

function ownFeed(call: Call): Logs {
  const user = person(call);
  if (call.input.text('scope')?.toLowerCase() !== 'all') return [user.events];
  return memberProjects(call.store, user).map((project) => project.events);
}

function feedOfUser(call: Call): User {
  const id = call.path['userId'] ?? '';
  const { users, usersByName } = call.store;
  const user = /^\d+$/.test(id) ? users.get(Number(id)) : usersByName.get(id.toLowerCase());
  if (user === undefined) throw notFound('User');
  return user;
}

/** What the viewer may not see leaves a page after it was cut, so pages can be short while more follow. */
function listEvents(call: Call, feed: Logs): unknown {
  const page = pageOf(call);
  const logs = narrowed(call, feed);
  const total = logs.reduce((sum, log) => sum + log.length, 0);
  setPageHeaders(call, page, total);
  const isAscending = call.input.oneOf('sort', ['asc', 'desc']) === 'asc';
  const rows = isAscending
    ? logs
        .flat()
        .sort((one, other) => one.id - other.id)
        .slice(page.offset, page.offset + page.size)
    : newestOf(logs, page.offset + page.size).slice(page.offset);
  return rows.filter((event) => isVisible(event, call.viewer)).map((event) => eventEntity(call.store, event));
}

function narrowed(call: Call, feed: Logs): Logs {
  const { input } = call;
  const action = input.text('action')?.toLowerCase();
  const type = input.oneOf('target_type', TARGET_TYPES);
  const after = input.time('after');
  const before = input.time('before');
  const isFiltered = [action, type, after, before].some((value) => value !== undefined);
  if (!isFiltered) return feed;
  // Whole days: later than the end of `after`, earlier than the start of `before`. An unknown action is ignored.
  const from = after === undefined ? 0 : startOfDay(after) + DAY;
  const to = before === undefined ? Number.POSITIVE_INFINITY : startOfDay(before);
  return feed.map((log) =>
    log.filter(
      (event) =>
        event.createdAt >= from &&
        event.createdAt < to &&
        (action === undefined || !ACTIONS.has(action) || event.action === action) &&
        (type === undefined || typeOf(event) === type),
    ),
  );
}

function startOfDay(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

/** Notes in threads have types of their own, which `note` does not name. */
function typeOf(event: EventRow): string {
  if (event.target.kind === 'merge-request') return 'merge_request';
  if (event.target.kind === 'issue') return 'issue';
  if (event.target.kind === 'note') return event.target.type === 'Note' ? 'note' : event.target.type;
  if (event.target.kind === 'wiki-page') return 'wiki';
  return event.target.kind === 'project' ? 'project' : 'none';
}

function isVisible(event: EventRow, viewer: User | null): boolean {
  if (event.target.kind === 'project') return canReadProject(event.project, viewer);
  if (event.target.kind === 'wiki-page')
    return event.project.hasWiki && canReadProject(event.project, viewer);
  if (event.target.kind === 'issue') return canReadIssue(event.target.issue, viewer);
  if (event.target.kind === 'note') return canReadNote(event.target.note, viewer);
  return canReadCode(event.project, viewer);
}
