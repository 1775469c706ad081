import type { Noteable, Todo } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { issueEntity, issueUrl } from './issue.js';
import { basicMergeRequest, mergeRequestUrl } from './merge-request.js';
import { projectIdentity } from './project.js';
import { iso } from './time.js';
import { basicUser } from './user.js';

export function todoEntity(store: GitlabStore, todo: Todo) {
  const { on, note } = todo;
  const url = on.type === 'Issue' ? issueUrl(store, on) : mergeRequestUrl(store, on);
  return {
    id: todo.id,
    project: projectIdentity(on.project),
    author: basicUser(store, todo.author),
    action_name: todo.action,
    target_type: on.type,
    target: { ...targetOf(store, on), subscribed: true },
    target_url: note === null ? url : `${url}#note_${note.id}`,
    body: note === null ? on.title : note.body,
    state: todo.state,
    created_at: iso(todo.createdAt),
    updated_at: iso(todo.updatedAt),
  };
}

function targetOf(store: GitlabStore, on: Noteable) {
  return on.type === 'Issue' ? issueEntity(store, on) : basicMergeRequest(store, on);
}
