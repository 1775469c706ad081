import type { Issue } from './issue-model.js';
import type { Project, TodoNote, TodoTarget, User } from './model.js';
import type { GitlabStore } from './store.js';

export const GUEST = 10;
export const PLANNER = 15;
export const REPORTER = 20;
export const DEVELOPER = 30;
export const MAINTAINER = 40;

export function accessLevel(project: Project, user: User | null): number {
  return user?.memberships.get(project.id) ?? 0;
}

export function canReadProject(project: Project, user: User | null): boolean {
  return !project.isPrivate || accessLevel(project, user) >= GUEST;
}

/** Code, merge requests and pipelines: guests of a private project do not see them. */
export function canReadCode(project: Project, user: User | null): boolean {
  return !project.isPrivate || accessLevel(project, user) >= REPORTER;
}

/** Guests see issues, but of the confidential ones only those that are theirs. */
export function canReadIssue(issue: Issue, user: User | null): boolean {
  if (!canReadProject(issue.project, user)) return false;
  if (!issue.isConfidential || accessLevel(issue.project, user) >= REPORTER) return true;
  return user !== null && (user === issue.author || issue.assignees.includes(user));
}

export function canRead(on: TodoTarget, user: User | null): boolean {
  return on.type === 'Issue' ? canReadIssue(on, user) : canReadCode(on.project, user);
}

export function canReadNote(
  note: Pick<TodoNote, 'isInternal'> & { readonly on: TodoTarget },
  user: User | null,
): boolean {
  const { project } = note.on;
  if (!canRead(note.on, user)) return false;
  return !note.isInternal || accessLevel(project, user) >= REPORTER;
}

/** Projects that the user is a member of. */
export function memberProjects(store: GitlabStore, user: User): Project[] {
  const projects: Project[] = [];
  for (const id of user.memberships.keys()) {
    const project = store.projects.get(id);
    if (project !== undefined) projects.push(project);
  }
  return projects;
}

/** Membership and public projects, each once. */
export function visibleProjects(store: GitlabStore, user: User | null): Project[] {
  const own = user === null ? [] : memberProjects(store, user);
  return [...new Set([...own, ...store.publicProjects])];
}
