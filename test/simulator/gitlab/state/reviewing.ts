import type { MergeRequest, Reviewer, ReviewerState, User } from './model.js';
import { addNote, addSystemNote } from './notes.js';
import { indexPeople } from './merge-requests.js';
import { recordMergeRequestEvent } from './record-event.js';
import type { GitlabStore } from './store.js';
import { addTodo, resolveTodos } from './todos.js';

/** Sets the reviewers; those who are new get a to-do. */
export function setReviewers(
  store: GitlabStore,
  mergeRequest: MergeRequest,
  users: readonly User[],
  by: User,
): void {
  const before = mergeRequest.reviewers;
  const added = users.filter((user) => !before.some((reviewer) => reviewer.user === user));
  const removed = before.filter(({ user }) => !users.includes(user)).map(({ user }) => user);
  if (added.length + removed.length === 0) return;
  mergeRequest.reviewers = users.map(
    (user) => before.find((reviewer) => reviewer.user === user) ?? newReviewer(store, user),
  );
  for (const user of removed) user.reviewing.delete(mergeRequest);
  indexPeople(mergeRequest);
  store.touchMergeRequest(mergeRequest);
  resolveTodos(store, mergeRequest, by);
  const changes = [
    ...(added.length > 0 ? [`requested review from ${names(added)}`] : []),
    ...(removed.length > 0 ? [`removed review request for ${names(removed)}`] : []),
  ];
  addSystemNote(store, mergeRequest, by, changes.join(' and '));
  for (const user of added) {
    addTodo(store, { user, author: by, action: 'review_requested', on: mergeRequest });
  }
}

/** Asks once more: the verdict is open again, and an approval is gone; while the first to-do is pending there is no second one. */
export function requestReviewAgain(
  store: GitlabStore,
  mergeRequest: MergeRequest,
  reviewer: Reviewer,
  by: User,
): void {
  const kept = mergeRequest.approvals.filter(({ user }) => user !== reviewer.user);
  const hasUnapproved = mergeRequest.state !== 'merged' && kept.length < mergeRequest.approvals.length;
  if (hasUnapproved) mergeRequest.approvals = kept;
  reviewer.state = 'unreviewed';
  store.touchMergeRequest(mergeRequest);
  const words = `requested review from ${names([reviewer.user])}`;
  addSystemNote(store, mergeRequest, by, hasUnapproved ? `${words} and removed approval` : words);
  addTodo(store, { user: reviewer.user, author: by, action: 'review_requested', on: mergeRequest });
}

export function setAssignees(
  store: GitlabStore,
  mergeRequest: MergeRequest,
  users: readonly User[],
  by: User,
): void {
  const before = mergeRequest.assignees;
  const added = users.filter((user) => !before.includes(user));
  const removed = before.filter((user) => !users.includes(user));
  if (added.length + removed.length === 0) return;
  mergeRequest.assignees = [...users];
  for (const user of removed) user.assigned.delete(mergeRequest);
  indexPeople(mergeRequest);
  store.touchMergeRequest(mergeRequest);
  resolveTodos(store, mergeRequest, by);
  const changes = [
    ...(added.length > 0 ? [`assigned to ${names(added)}`] : []),
    ...(removed.length > 0 ? [`unassigned ${names(removed)}`] : []),
  ];
  addSystemNote(store, mergeRequest, by, changes.join(' and '));
  for (const user of added) addTodo(store, { user, author: by, action: 'assigned', on: mergeRequest });
}

/** Like each verdict, it moves the merge request by its note alone. */
export function approve(store: GitlabStore, mergeRequest: MergeRequest, by: User): void {
  if (mergeRequest.approvals.some(({ user }) => user === by)) return;
  mergeRequest.approvals.push({ user: by, at: store.now() });
  setState(mergeRequest, by, 'approved');
  addSystemNote(store, mergeRequest, by, 'approved this merge request');
  resolveTodos(store, mergeRequest, by);
  recordMergeRequestEvent(store, mergeRequest, by, 'approved');
}

/** Leaves a system note but, as on GitLab, no event. */
export function unapprove(store: GitlabStore, mergeRequest: MergeRequest, by: User): void {
  mergeRequest.approvals = mergeRequest.approvals.filter(({ user }) => user !== by);
  setState(mergeRequest, by, 'unapproved');
  addSystemNote(store, mergeRequest, by, 'unapproved this merge request');
}

/** A submitted review with the verdict "changes requested". */
export function requestChanges(
  store: GitlabStore,
  mergeRequest: MergeRequest,
  by: User,
  text: string | undefined,
): void {
  if (!mergeRequest.reviewers.some(({ user }) => user === by)) {
    mergeRequest.reviewers = [...mergeRequest.reviewers, newReviewer(store, by)];
    indexPeople(mergeRequest);
  }
  mergeRequest.approvals = mergeRequest.approvals.filter(({ user }) => user !== by);
  setState(mergeRequest, by, 'requested_changes');
  if (text !== undefined) addNote(store, { on: mergeRequest, author: by, body: text });
  addSystemNote(store, mergeRequest, by, 'requested changes');
  resolveTodos(store, mergeRequest, by);
  addTodo(store, { user: mergeRequest.author, author: by, action: 'review_submitted', on: mergeRequest });
}

function setState(mergeRequest: MergeRequest, user: User, state: ReviewerState): void {
  const reviewer = mergeRequest.reviewers.find((candidate) => candidate.user === user);
  if (reviewer !== undefined) reviewer.state = state;
}

function newReviewer(store: GitlabStore, user: User): Reviewer {
  return { user, state: 'unreviewed', createdAt: store.now() };
}

function names(users: readonly User[]): string {
  return users.map((user) => `@${user.username}`).join(' and ');
}
