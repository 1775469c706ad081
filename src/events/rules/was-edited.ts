import type { WikiAction } from '../../domain/subjects/wiki-page.js';
import type { Change, Occurrence } from '../define-event.js';
import { isMentioned, type Viewer } from '../../domain/viewer.js';

/** The forges show no states in between: several edits between two looks are one. Who is named in it hears of that. */
export function wasEdited(
  action: WikiAction,
  change: Change<'wiki-page'>,
  viewer: Viewer,
): readonly Occurrence[] {
  const { edit } = change.after;
  if (edit?.action !== action || isMentioned(edit.mentions, viewer)) return [];
  return newEdit(change);
}

/** Whatever was done. */
export function newEdit({ before, after }: Change<'wiki-page'>): readonly Occurrence[] {
  const { edit, updatedAt } = after;
  if (edit === null || edit.version === before?.edit?.version) return [];
  return [{ occasion: edit.version, actor: edit.author, at: updatedAt }];
}
