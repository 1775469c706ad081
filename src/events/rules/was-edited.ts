import type { WikiAction } from '../../domain/subjects/wiki-page.js';
import type { Change, Occurrence } from '../define-event.js';

/** The forges show no states in between: several edits between two looks are one. */
export function wasEdited(action: WikiAction, { before, after }: Change<'wiki-page'>): readonly Occurrence[] {
  const { edit, updatedAt } = after;
  if (edit?.action !== action || edit.version === before?.edit?.version) return [];
  return [{ occasion: edit.version, actor: edit.author, at: updatedAt }];
}
