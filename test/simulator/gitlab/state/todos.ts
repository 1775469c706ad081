import { canRead, canReadNote } from './access.js';
import type { Noteable, Project, Todo, TodoAction, TodoNote, TodoTarget, User } from './model.js';
import type { GitlabStore } from './store.js';

interface NewTodo {
  readonly user: User;
  readonly author: User;
  readonly action: TodoAction;
  readonly on: TodoTarget;
  readonly note?: TodoNote | null;
}

/** Every mention is an item of its own; of any other action only one is pending for a target. */
const REPEATABLE: ReadonlySet<TodoAction> = new Set(['mentioned', 'directly_addressed']);

export function addTodo(store: GitlabStore, fields: NewTodo): Todo | null {
  const { user, action, on } = fields;
  const note = fields.note ?? null;
  const mayRead = note === null ? canRead(on, user) : canReadNote({ on, isInternal: note.isInternal }, user);
  if (!mayRead) return null;
  if (!REPEATABLE.has(action) && hasPending(user, action, on)) return null;
  const now = store.now();
  const todo: Todo = {
    id: store.nextId(),
    user,
    author: fields.author,
    action,
    on,
    note,
    state: 'pending',
    createdAt: now,
    updatedAt: now,
  };
  store.todos.set(todo.id, todo);
  user.todos.push(todo);
  return todo;
}

export function markTodoDone(store: GitlabStore, todo: Todo): void {
  if (todo.state === 'done') return;
  todo.state = 'done';
  todo.updatedAt = store.now();
}

/** A person who acts on the target has seen what was pending for them there. */
export function resolveTodos(store: GitlabStore, on: Noteable, user: User): void {
  for (const todo of user.todos) {
    if (todo.on === on) markTodoDone(store, todo);
  }
}

/** What a person may no longer read leaves their list. */
export function dropTodos(store: GitlabStore, project: Project, user: User): void {
  const kept = user.todos.filter((todo) => todo.on.project !== project);
  for (const todo of user.todos) {
    if (todo.on.project === project) store.todos.delete(todo.id);
  }
  user.todos.splice(0, user.todos.length, ...kept);
}

function hasPending(user: User, action: TodoAction, on: TodoTarget): boolean {
  return user.todos.some((todo) => todo.state === 'pending' && todo.action === action && todo.on === on);
}
