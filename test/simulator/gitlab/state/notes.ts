import { createHash } from 'node:crypto';
import { addMentionTodos } from './mentions.js';
import type { Discussion, Note, Noteable, NoteType, User } from './model.js';
import { recordEvent } from './record-event.js';
import type { GitlabStore } from './store.js';
import { resolveTodos } from './todos.js';

interface NewNote {
  readonly on: Noteable;
  readonly author: User;
  readonly body: string;
  readonly type?: NoteType;
  /** The thread that it answers in; its own without. */
  readonly discussion?: Discussion | undefined;
  readonly isInternal?: boolean;
  readonly line?: number;
}

/** A person's note: event, to-dos of those it names, and the author's own pending to-dos are done. */
export function addNote(store: GitlabStore, fields: NewNote): Note {
  const { on, author, body } = fields;
  const note = insertNote(store, fields, false);
  on.userNotesCount += 1;
  recordEvent(store, {
    project: on.project,
    author,
    action: 'commented',
    target: { kind: 'note', note, type: note.type ?? 'Note' },
  });
  resolveTodos(store, on, author);
  addMentionTodos(store, { text: body, author, on, note });
  return note;
}

/** To-dos for those whom it names only now. */
export function editNote(store: GitlabStore, note: Note, body: string, by: User): void {
  const { on, body: before } = note;
  note.body = body;
  note.updatedAt = store.now();
  store.touchByNote(on);
  addMentionTodos(store, { text: body, before, author: by, on, note });
}

/** What GitLab writes into the conversation about a change; no event, but what it is on counts as updated. */
export function addSystemNote(store: GitlabStore, on: Noteable, author: User, body: string): Note {
  return insertNote(store, { on, author, body }, true);
}

export function findNote(on: Noteable, id: number): Note | null {
  return on.notes.find((note) => note.id === id) ?? null;
}

/**
 * As GitLab does it, past the merge request, which moves only by the note that all of its threads are resolved.
 * https://docs.gitlab.com/api/discussions/#resolve-a-merge-request-thread
 */
export function resolveNotes(
  store: GitlabStore,
  notes: readonly Note[],
  by: User,
  isResolved: boolean,
): void {
  const now = store.now();
  const turned = notes.filter((note) => isResolvable(note) && (note.resolvedAt !== null) !== isResolved);
  for (const note of turned) {
    note.resolvedBy = isResolved ? by : null;
    note.resolvedAt = isResolved ? now : null;
    note.updatedAt = now;
  }
  const [first] = turned;
  if (first?.on.type !== 'MergeRequest' || !isResolved) return;
  const isOpen = first.on.notes.some((note) => isResolvable(note) && note.resolvedAt === null);
  if (!isOpen) addSystemNote(store, first.on, by, 'resolved all threads');
}

export function isResolvable(note: Note): boolean {
  return note.type !== null && !note.isSystem;
}

function insertNote(store: GitlabStore, fields: NewNote, isSystem: boolean): Note {
  const { on } = fields;
  const now = store.now();
  const id = store.nextId();
  const discussion = fields.discussion ?? newDiscussion(on, id);
  const note: Note = {
    id,
    type: fields.discussion === undefined ? (fields.type ?? null) : threadType(fields.discussion),
    body: fields.body,
    author: fields.author,
    on,
    discussion,
    createdAt: now,
    updatedAt: now,
    isSystem,
    isInternal: fields.isInternal === true || discussion.notes[0]?.isInternal === true,
    line: fields.line ?? discussion.notes[0]?.line ?? null,
    resolvedBy: null,
    resolvedAt: null,
  };
  discussion.notes.push(note);
  on.notes.push(note);
  store.touchByNote(on);
  return note;
}

/** An answer turns a single comment into a thread. */
function threadType(discussion: Discussion): NoteType {
  const [first] = discussion.notes;
  if (first === undefined) return 'DiscussionNote';
  first.type ??= 'DiscussionNote';
  return first.type;
}

function newDiscussion(on: Noteable, id: number): Discussion {
  const discussion: Discussion = {
    id: createHash('sha1').update(`discussion ${id}`).digest('hex'),
    notes: [],
  };
  on.discussions.set(discussion.id, discussion);
  return discussion;
}
