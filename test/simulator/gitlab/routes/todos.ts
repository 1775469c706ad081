import type { ApiRoutes } from '../http/api-routes.js';
import { message } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findMergeRequest } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { todoEntity } from '../render/todo.js';
import type { Todo } from '../state/model.js';
import { addTodo, markTodoDone } from '../state/todos.js';

export function todoRoutes(routes: ApiRoutes): void {
  routes.get('/todos', listTodos);
  routes.post('/todos/:todoId/mark_as_done', markDone);
  routes.post('/todos/mark_as_done', markAllDone, { status: 204 });
  routes.post('/projects/:id/merge_requests/:iid/todo', createTodo);
}

function listTodos(call: Call): unknown {
  const user = person(call);
  const { input } = call;
  const state = input.oneOf('state', ['pending', 'done']) ?? 'pending';
  const action = input.text('action');
  const author = input.integer('author_id');
  const project = input.integer('project_id');
  const type = input.text('type');
  const todos = user.todos
    .filter(
      (todo) =>
        todo.state === state &&
        (type === undefined || todo.on.type === type) &&
        (action === undefined || todo.action === action) &&
        (author === undefined || todo.author.id === author) &&
        (project === undefined || todo.on.project.id === project),
    )
    .reverse();
  return paginate(call, todos).map((todo) => todoEntity(call.store, todo));
}

function markDone(call: Call): unknown {
  const todo = call.store.todos.get(Number(call.path['todoId']));
  if (todo?.user !== person(call)) throw message(404, '404 Not found');
  markTodoDone(call.store, todo);
  return todoEntity(call.store, todo);
}

function markAllDone(call: Call): void {
  for (const todo of person(call).todos) markTodoDone(call.store, todo);
}

/** 304 where the person has it already. */
function createTodo(call: Call): unknown {
  const user = person(call);
  const mergeRequest = findMergeRequest(call);
  const todo: Todo | null = addTodo(call.store, { user, author: user, action: 'marked', on: mergeRequest });
  if (todo === null) {
    void call.reply.status(304);
    return '';
  }
  return todoEntity(call.store, todo);
}
