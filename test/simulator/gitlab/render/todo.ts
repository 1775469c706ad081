import type { Todo, TodoTarget } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { basicCommit, commitUrl } from './commit.js';
import { issueEntity, issueUrl } from './issue.js';
import { basicMergeRequest, mergeRequestUrl } from './merge-request.js';
import { projectIdentity } from './project.js';
import { iso } from './time.js';
import { basicUser } from './user.js';

export function todoEntity(store: GitlabStore, todo: Todo) {
  const { on, note } = todo;
  const url = urlOf(store, on);
  return {
    id: todo.id,
    project: projectIdentity(on.project),
    author: basicUser(store, todo.author),
    action_name: todo.action,
    target_type: on.type,
    target: targetOf(store, on),
    target_url: note === null ? url : `${url}#note_${note.id}`,
    body: note?.body ?? (on.type === 'Commit' ? on.commit : on).title,
    state: todo.state,
    created_at: iso(todo.createdAt),
    updated_at: iso(todo.updatedAt),
  };
}

function urlOf(store: GitlabStore, on: TodoTarget): string {
  if (on.type === 'Commit') return commitUrl(store, on.project, on.commit);
  return on.type === 'Issue' ? issueUrl(store, on) : mergeRequestUrl(store, on);
}

function targetOf(store: GitlabStore, on: TodoTarget) {
  if (on.type === 'Commit') return basicCommit(store, on.project, on.commit);
  const entity = on.type === 'Issue' ? issueEntity(store, on) : basicMergeRequest(store, on);
  return { ...entity, subscribed: true };
}
