import type { ApiRoutes } from '../http/api-routes.js';
import { forbidden, message, notFound } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findMergeRequest, requireDeveloper } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import type { RateLimit } from '../http/rate-limit.js';
import { discussionEntity, noteEntity } from '../render/note.js';
import { accessLevel, canReadNote, REPORTER } from '../state/access.js';
import type { Discussion, MergeRequest, Note, User } from '../state/model.js';
import { addNote, findNote, isResolvable, resolveDiscussion } from '../state/notes.js';

const ONE = '/projects/:id/merge_requests/:iid';

export function noteRoutes(routes: ApiRoutes, rateLimit: RateLimit): void {
  routes.get(`${ONE}/notes`, listNotes);
  routes.get(`${ONE}/notes/:noteId`, showNote);
  routes.get(`${ONE}/discussions`, listDiscussions);
  routes.get(`${ONE}/discussions/:discussionId`, (call) =>
    discussionEntity(call.store, findDiscussion(call, findMergeRequest(call))),
  );
  routes.put(`${ONE}/discussions/:discussionId`, resolveIt);
  const limited = (handler: (call: Call) => unknown) => (call: Call) => {
    rateLimit.checkNotes(person(call).username);
    return handler(call);
  };
  routes.post(`${ONE}/notes`, limited(createNote));
  routes.post(`${ONE}/discussions`, limited(createDiscussion));
  routes.post(`${ONE}/discussions/:discussionId/notes`, limited(createReply));
}

function listNotes(call: Call): unknown {
  const { input } = call;
  const filter =
    input.oneOf('activity_filter', ['all_notes', 'only_comments', 'only_activity']) ?? 'all_notes';
  const order = input.oneOf('order_by', ['created_at', 'updated_at']) ?? 'created_at';
  const direction = input.oneOf('sort', ['asc', 'desc']) === 'asc' ? 1 : -1;
  const time = (note: Note): number => (order === 'updated_at' ? note.updatedAt : note.createdAt);
  const notes = findMergeRequest(call)
    .notes.filter(
      (note) =>
        canReadNote(note, call.viewer) &&
        (filter === 'all_notes' || (filter === 'only_activity') === note.isSystem),
    )
    .sort((one, other) => (time(one) - time(other) || one.id - other.id) * direction);
  return paginate(call, notes).map((note) => noteEntity(call.store, note));
}

function showNote(call: Call): unknown {
  const note = findNote(findMergeRequest(call), Number(call.path['noteId']));
  if (note === null || !canReadNote(note, call.viewer)) throw notFound('Note');
  return noteEntity(call.store, note);
}

function listDiscussions(call: Call): unknown {
  const discussions = [...findMergeRequest(call).discussions.values()].filter(
    ({ notes: [first] }) => first !== undefined && canReadNote(first, call.viewer),
  );
  return paginate(call, discussions).map((discussion) => discussionEntity(call.store, discussion));
}

function createNote(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  return noteEntity(call.store, addNote(call.store, { mergeRequest, ...written(call, mergeRequest) }));
}

function createDiscussion(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const note = addNote(call.store, {
    mergeRequest,
    ...written(call, mergeRequest),
    type: call.input.has('position') ? 'DiffNote' : 'DiscussionNote',
  });
  return discussionEntity(call.store, note.discussion);
}

function createReply(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const discussion = findDiscussion(call, mergeRequest);
  if (discussion.notes[0]?.isSystem === true)
    throw message(400, '400 Bad request - Discussion can not be replied to');
  const note = addNote(call.store, { mergeRequest, ...written(call, mergeRequest), discussion });
  return noteEntity(call.store, note);
}

function resolveIt(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const discussion = findDiscussion(call, mergeRequest);
  call.input.required('resolved');
  if (person(call) !== mergeRequest.author) requireDeveloper(call, mergeRequest.project);
  if (!discussion.notes.some(isResolvable))
    throw message(400, '400 Bad request - Discussion is not resolvable');
  resolveDiscussion(call.store, discussion, person(call), call.input.flag('resolved') === true);
  return discussionEntity(call.store, discussion);
}

function written(
  call: Call,
  mergeRequest: MergeRequest,
): { author: User; body: string; isInternal: boolean } {
  const author = person(call);
  const body = call.input.required('body');
  if (body.trim() === '') throw message(400, '400 Bad request - Note {:note=>["can\'t be blank"]}');
  const isInternal = (call.input.flag('internal') ?? call.input.flag('confidential')) === true;
  if (isInternal && accessLevel(mergeRequest.project, author) < REPORTER) throw forbidden();
  return { author, body, isInternal };
}

function findDiscussion(call: Call, mergeRequest: MergeRequest): Discussion {
  const discussion = mergeRequest.discussions.get(call.path['discussionId'] ?? '');
  const first = discussion?.notes[0];
  if (discussion === undefined || first === undefined || !canReadNote(first, call.viewer)) {
    throw notFound('Discussion');
  }
  return discussion;
}
