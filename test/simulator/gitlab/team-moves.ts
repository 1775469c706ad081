import type { TeamWorld } from '../team-world.js';
import type { GitlabStore } from './state/store.js';
import { joinTeam } from './state/teams.js';

/** Who belongs to the groups of the simulated GitLab. */
export function teamMoves(store: GitlabStore): TeamWorld {
  return { joinTeam: (name, login) => joinTeam(store, name, store.user(login)) };
}
