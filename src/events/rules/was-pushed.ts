import type { PushAction } from '../../domain/subjects/push.js';
import type { Change, Occurrence } from '../define-event.js';

/** A push happens once, when it is first seen. */
export function wasPushed(action: PushAction, { before, after }: Change<'push'>): readonly Occurrence[] {
  if (before !== null || after.action !== action) return [];
  return [{ occasion: action, actor: after.author, at: after.createdAt }];
}
