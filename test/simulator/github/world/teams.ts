import { joinTeam } from '../state/team.js';
import type { Moves, Scene } from './scene.js';

/** Who belongs together in an organization. */
export function teamMoves(scene: Scene): Moves<'joinTeam'> {
  return { joinTeam: (name, login) => joinTeam(scene.state, name, scene.user(login)) };
}
