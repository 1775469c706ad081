import type { Issue } from './issue-model.js';
import { addMentionTodos } from './mentions.js';
import type { EventAction, Project, User } from './model.js';
import { addSystemNote } from './notes.js';
import { recordEvent } from './record-event.js';
import type { GitlabStore } from './store.js';
import { addTodo, resolveTodos } from './todos.js';

export interface NewIssue {
  readonly author: User;
  readonly title: string;
  readonly description: string;
  readonly assignees: readonly User[];
  readonly isConfidential?: boolean;
  readonly dueOn?: string | null;
  readonly labels?: readonly string[];
}

export function openIssue(store: GitlabStore, project: Project, fields: NewIssue): Issue {
  const now = store.now();
  const { author, title, description } = fields;
  const issue: Issue = {
    type: 'Issue',
    id: store.nextId(),
    iid: project.issues.size + 1,
    project,
    author,
    title,
    description,
    state: 'opened',
    isConfidential: fields.isConfidential ?? false,
    isLocked: false,
    replyTo: null,
    dueOn: fields.dueOn ?? null,
    createdAt: now,
    updatedAt: now,
    assignees: [...new Set(fields.assignees)],
    labels: [...(fields.labels ?? [])],
    closedBy: null,
    closedAt: null,
    notes: [],
    discussions: new Map(),
    userNotesCount: 0,
  };
  project.issues.set(issue.iid, issue);
  author.authoredIssues.add(issue);
  for (const user of issue.assignees) user.assignedIssues.add(issue);
  recordIssueEvent(store, issue, author, 'created');
  for (const user of issue.assignees) addTodo(store, { user, author, action: 'assigned', on: issue });
  addMentionTodos(store, { text: description, author, on: issue });
  return issue;
}

export function setIssueAssignees(store: GitlabStore, issue: Issue, users: readonly User[], by: User): void {
  const added = users.filter((user) => !issue.assignees.includes(user));
  const removed = issue.assignees.filter((user) => !users.includes(user));
  if (added.length + removed.length === 0) return;
  issue.assignees = [...users];
  for (const user of removed) user.assignedIssues.delete(issue);
  for (const user of added) user.assignedIssues.add(issue);
  store.touch(issue);
  resolveTodos(store, issue, by);
  for (const { username } of added) addSystemNote(store, issue, by, `assigned to @${username}`);
  for (const { username } of removed) addSystemNote(store, issue, by, `unassigned @${username}`);
  for (const user of added) addTodo(store, { user, author: by, action: 'assigned', on: issue });
}

export function editIssueDescription(store: GitlabStore, issue: Issue, text: string, by: User): void {
  const before = issue.description;
  if (before === text) return;
  issue.description = text;
  store.touch(issue);
  addSystemNote(store, issue, by, 'changed the description');
  resolveTodos(store, issue, by);
  addMentionTodos(store, { text, before, author: by, on: issue });
}

export function closeIssue(store: GitlabStore, issue: Issue, by: User): void {
  if (issue.state === 'closed') return;
  Object.assign(issue, { state: 'closed', closedBy: by, closedAt: store.now() });
  settle(store, issue, by, 'closed');
}

export function reopenIssue(store: GitlabStore, issue: Issue, by: User): void {
  if (issue.state === 'opened') return;
  Object.assign(issue, { state: 'opened', closedBy: null, closedAt: null });
  settle(store, issue, by, 'reopened');
}

function settle(store: GitlabStore, issue: Issue, by: User, action: EventAction): void {
  store.touch(issue);
  recordIssueEvent(store, issue, by, action);
  resolveTodos(store, issue, by);
}

function recordIssueEvent(store: GitlabStore, issue: Issue, author: User, action: EventAction): void {
  recordEvent(store, { project: issue.project, author, action, target: { kind: 'issue', issue } });
}
