import { HOUR } from '../../../../src/domain/time.js';
import type { EventAction, EventRow, EventTarget, MergeRequest, Project, User } from './model.js';
import type { GitlabStore } from './store.js';

interface NewEvent {
  readonly project: Project;
  readonly author: User;
  readonly action: EventAction;
  readonly target: EventTarget;
}

export function recordEvent(store: GitlabStore, fields: NewEvent): void {
  const event: EventRow = { id: store.nextId(), ...fields, createdAt: store.now() };
  event.project.events.push(event);
  event.author.events.push(event);
  // As on GitLab, at most once an hour: it is no change signal.
  if (event.createdAt - event.project.lastActivityAt >= HOUR) {
    event.project.lastActivityAt = event.createdAt;
  }
}

export function recordMergeRequestEvent(
  store: GitlabStore,
  mergeRequest: MergeRequest,
  author: User,
  action: EventAction,
): void {
  recordEvent(store, {
    project: mergeRequest.project,
    author,
    action,
    target: { kind: 'merge-request', mergeRequest },
  });
}
