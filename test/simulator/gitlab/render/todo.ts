import type { Todo } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { basicMergeRequest, mergeRequestUrl } from './merge-request.js';
import { projectIdentity } from './project.js';
import { iso } from './time.js';
import { basicUser } from './user.js';

export function todoEntity(store: GitlabStore, todo: Todo) {
  const url = mergeRequestUrl(store, todo.mergeRequest);
  return {
    id: todo.id,
    project: projectIdentity(todo.mergeRequest.project),
    author: basicUser(store, todo.author),
    action_name: todo.action,
    target_type: 'MergeRequest',
    target: { ...basicMergeRequest(store, todo.mergeRequest), subscribed: true },
    target_url: todo.note === null ? url : `${url}#note_${todo.note.id}`,
    body: todo.note === null ? todo.mergeRequest.title : todo.note.body,
    state: todo.state,
    created_at: iso(todo.createdAt),
    updated_at: iso(todo.updatedAt),
  };
}
