import { canReadProject } from './access.js';
import type { Group } from './group-model.js';
import type { Project, User } from './model.js';
import type { GitlabStore } from './store.js';

/** The group of that path; `null`: nothing lies in it. */
export function findGroup(store: GitlabStore, path: string): Group | null {
  const key = path.toLowerCase();
  const [inside] = projectsIn(store, key);
  if (inside === undefined) return null;
  const known = store.groups.get(key);
  if (known !== undefined) return known;
  const depth = key.split('/').length;
  const group: Group = {
    id: store.nextId(),
    path: inside.path.split('/').slice(0, depth).join('/'),
    hasWiki: true,
    wiki: new Map(),
    milestones: new Map(),
  };
  store.groups.set(key, group);
  return group;
}

/** Groups that something was made in, the nearest first. */
export function groupsOf(store: GitlabStore, project: Project): readonly Group[] {
  const parts = project.path.toLowerCase().split('/');
  return parts.flatMap((_part, index) => {
    const group = store.groups.get(parts.slice(0, parts.length - 1 - index).join('/'));
    return group === undefined ? [] : [group];
  });
}

/** A project, or else a group. */
export function homeOf(store: GitlabStore, path: string): Project | Group {
  const group = store.projectsByPath.has(path.toLowerCase()) ? null : findGroup(store, path);
  return group ?? store.project(path);
}

/** Members of what lies in it see it, as all do where some of it is public. */
export function canReadGroup(store: GitlabStore, group: Group, viewer: User | null): boolean {
  return projectsIn(store, group.path).some((project) => canReadProject(project, viewer));
}

function projectsIn(store: GitlabStore, path: string): readonly Project[] {
  const start = `${path.toLowerCase()}/`;
  return [...store.projectsByPath].filter(([key]) => key.startsWith(start)).map(([, project]) => project);
}
