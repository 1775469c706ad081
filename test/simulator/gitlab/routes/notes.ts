import type { ApiRoutes } from '../http/api-routes.js';
import { forbidden, message, notFound } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findIssue, findMergeRequest, requireDeveloper, requireUnlocked } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import type { RateLimit } from '../http/rate-limit.js';
import { discussionEntity, noteEntity } from '../render/note.js';
import { accessLevel, canReadNote, MAINTAINER, REPORTER } from '../state/access.js';
import type { Discussion, Note, Noteable, User } from '../state/model.js';
import { addNote, editNote, findNote, isResolvable, resolveNotes } from '../state/notes.js';
import { carryOutQuickActions } from '../state/quick-actions.js';

/** What the notes of one kind of route are on. */
type Find = (call: Call) => Noteable;

export function noteRoutes(routes: ApiRoutes, rateLimit: RateLimit): void {
  addRoutes(routes, rateLimit, '/projects/:id/merge_requests/:iid', findMergeRequest);
  addRoutes(routes, rateLimit, '/projects/:id/issues/:iid', findIssue);
}

function addRoutes(routes: ApiRoutes, rateLimit: RateLimit, one: string, find: Find): void {
  routes.get(`${one}/notes`, (call) => listNotes(call, find(call)));
  routes.get(`${one}/notes/:noteId`, (call) => showNote(call, find(call)));
  routes.put(`${one}/notes/:noteId`, (call) => changeNote(call, find(call)));
  routes.get(`${one}/discussions`, (call) => listDiscussions(call, find(call)));
  routes.get(`${one}/discussions/:discussionId`, (call) =>
    discussionEntity(call.store, findDiscussion(call, find(call))),
  );
  routes.put(`${one}/discussions/:discussionId`, (call) => resolveIt(call, find(call)));
  routes.put(`${one}/discussions/:discussionId/notes/:noteId`, (call) => resolveOne(call, find(call)));
  const limited = (handler: (call: Call, on: Noteable) => unknown) => (call: Call) => {
    rateLimit.checkNotes(person(call).username);
    return handler(call, find(call));
  };
  routes.post(`${one}/notes`, limited(createNote));
  routes.post(`${one}/discussions`, limited(createDiscussion));
  routes.post(`${one}/discussions/:discussionId/notes`, limited(createReply));
}

function listNotes(call: Call, on: Noteable): unknown {
  const { input } = call;
  const filter =
    input.oneOf('activity_filter', ['all_notes', 'only_comments', 'only_activity']) ?? 'all_notes';
  const order = input.oneOf('order_by', ['created_at', 'updated_at']) ?? 'created_at';
  const direction = input.oneOf('sort', ['asc', 'desc']) === 'asc' ? 1 : -1;
  const time = (note: Note): number => (order === 'updated_at' ? note.updatedAt : note.createdAt);
  const notes = on.notes
    .filter(
      (note) =>
        canReadNote(note, call.viewer) &&
        (filter === 'all_notes' || (filter === 'only_activity') === note.isSystem),
    )
    .sort((one, other) => (time(one) - time(other) || one.id - other.id) * direction);
  return paginate(call, notes).map((note) => noteEntity(call.store, note));
}

function showNote(call: Call, on: Noteable): unknown {
  const note = findNote(on, Number(call.path['noteId']));
  if (note === null || !canReadNote(note, call.viewer)) throw notFound('Note');
  return noteEntity(call.store, note);
}

/** One's own; a maintainer edits those of others, too. */
function changeNote(call: Call, on: Noteable): unknown {
  const note = findNote(on, Number(call.path['noteId']));
  const by = person(call);
  if (note === null || !canReadNote(note, by)) throw notFound('Note');
  requireUnlocked(call, on);
  const mayEdit = !note.isSystem && (note.author === by || accessLevel(on.project, by) >= MAINTAINER);
  if (!mayEdit) throw forbidden();
  editNote(call.store, note, carryOutQuickActions(call.store, on, by, call.input.required('body')), by);
  return noteEntity(call.store, note);
}

function listDiscussions(call: Call, on: Noteable): unknown {
  const discussions = [...on.discussions.values()].filter(
    ({ notes: [first] }) => first !== undefined && canReadNote(first, call.viewer),
  );
  return paginate(call, discussions).map((discussion) => discussionEntity(call.store, discussion));
}

function createNote(call: Call, on: Noteable): unknown {
  return noteEntity(call.store, addNote(call.store, { on, ...written(call, on) }));
}

function createDiscussion(call: Call, on: Noteable): unknown {
  const note = addNote(call.store, {
    on,
    ...written(call, on),
    type: call.input.has('position') ? 'DiffNote' : 'DiscussionNote',
  });
  return discussionEntity(call.store, note.discussion);
}

function createReply(call: Call, on: Noteable): unknown {
  const discussion = findDiscussion(call, on);
  if (discussion.notes[0]?.isSystem === true)
    throw message(400, '400 Bad request - Discussion can not be replied to');
  const note = addNote(call.store, { on, ...written(call, on), discussion });
  return noteEntity(call.store, note);
}

function resolveIt(call: Call, on: Noteable): unknown {
  const discussion = findDiscussion(call, on);
  call.input.required('resolved');
  if (person(call) !== on.author) requireDeveloper(call, on.project);
  if (!discussion.notes.some(isResolvable))
    throw message(400, '400 Bad request - Discussion is not resolvable');
  resolveNotes(call.store, discussion.notes, person(call), call.input.flag('resolved') === true);
  return discussionEntity(call.store, discussion);
}

/** Of the two things that this may change only what concerns threads. */
function resolveOne(call: Call, on: Noteable): unknown {
  const note = findDiscussion(call, on).notes.find(({ id }) => id === Number(call.path['noteId']));
  if (note === undefined) throw notFound('Note');
  call.input.required('resolved');
  if (person(call) !== on.author) requireDeveloper(call, on.project);
  if (!isResolvable(note)) throw message(400, '400 Bad request - Note is not resolvable');
  resolveNotes(call.store, [note], person(call), call.input.flag('resolved') === true);
  return noteEntity(call.store, note);
}

function written(call: Call, on: Noteable): { author: User; body: string; isInternal: boolean } {
  const author = person(call);
  requireUnlocked(call, on);
  const body = call.input.required('body');
  if (body.trim() === '') throw message(400, '400 Bad request - Note {:note=>["can\'t be blank"]}');
  const isWanted = (call.input.flag('internal') ?? call.input.flag('confidential')) === true;
  // GitLab makes a public note of it without a word for whoever may write no internal ones.
  const isInternal = isWanted && accessLevel(on.project, author) >= REPORTER;
  return { author, body: carryOutQuickActions(call.store, on, author, body), isInternal };
}

function findDiscussion(call: Call, on: Noteable): Discussion {
  const discussion = on.discussions.get(call.path['discussionId'] ?? '');
  const first = discussion?.notes[0];
  if (discussion === undefined || first === undefined || !canReadNote(first, call.viewer)) {
    throw notFound('Discussion');
  }
  return discussion;
}
