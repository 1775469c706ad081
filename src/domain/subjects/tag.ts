import type { Person } from '../forge.js';

export interface Tag {
  readonly kind: 'tag';
  /** The project and the name: a tag has no number, and may come back. */
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly sha: string;
  /** The commit that the forge says it was on before; `null`: it is new, or the forge does not say. */
  readonly movedFrom: string | null;
  /** See `rememberMoves`. */
  readonly formerly?: readonly string[];
  /** Who pushed it; GitHub does not tell. */
  readonly author: Person | null;
  readonly url: string;
  /** GitHub tells no time: there it is that of the look which showed it. */
  readonly createdAt: string;
  readonly updatedAt: string;
}
