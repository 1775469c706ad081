import type { Translate } from '../../domain/ports/translator.js';
import type { Place } from './subject-view.js';

/** Whose it is: the project’s, or a group’s, which a path alone would not tell apart. */
export function homeName({ group }: { readonly group?: string }, { project }: Place, t: Translate): string {
  return group === undefined ? project.path : t('card.of-group', { group });
}
