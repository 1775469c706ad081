import type { User } from './model.js';
import type { GitlabStore } from './store.js';

/** The members of a group itself, as people see its path; those of groups above it are others. */
export interface Team {
  readonly path: string;
  readonly members: Set<User>;
}

export function joinTeam(store: GitlabStore, path: string, user: User): void {
  const key = path.toLowerCase();
  const team = store.teams.get(key) ?? { path, members: new Set() };
  team.members.add(user);
  store.teams.set(key, team);
}

export function teamsOf(store: GitlabStore, user: User): readonly Team[] {
  return [...store.teams.values()].filter(({ members }) => members.has(user));
}
