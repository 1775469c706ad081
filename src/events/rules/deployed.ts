import type { DeploymentStatus } from '../../domain/subjects/deployment.js';
import type { Change, Occurrence } from '../define-event.js';

/** The deployment came to stand so, now or when it was first seen; its starter wants to know how it goes on. */
export function cameTo(
  status: DeploymentStatus,
  { before, after, isNew }: Change<'deployment'>,
): readonly Occurrence[] {
  if (after.status !== status) return [];
  if (before === null ? !isNew : before.status === status) return [];
  return [{ occasion: after.statusId ?? status, actor: null, at: after.updatedAt }];
}
