import type { PipelineStatus } from '../../domain/subjects/pipeline.js';
import type { Change, Occurrence } from '../define-event.js';

/** The pipeline reached `status`, now or in another attempt; told once for each attempt. */
export function reached(
  status: PipelineStatus,
  { before, after }: Change<'pipeline'>,
): readonly Occurrence[] {
  if (after.status !== status) return [];
  if (before !== null && before.status === status && before.attempt === after.attempt) return [];
  return [{ occasion: `attempt-${after.attempt}`, actor: null, at: after.finishedAt ?? after.updatedAt }];
}
