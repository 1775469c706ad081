import type { Wake } from '../domain/feed.js';
import type { Subject } from '../domain/subject.js';

/** Its jobs deploy and push images, and the lists of both are read seldom. */
export function pipelineWakes(
  moved: readonly Subject[],
  { projectId, isBaseline }: { readonly projectId: string; readonly isBaseline: boolean },
): readonly Wake[] {
  if (isBaseline || moved.length === 0) return [];
  const hasPassed = moved.some((one) => one.kind === 'pipeline' && one.status === 'success');
  return [{ kind: 'deployments', projectId }, ...(hasPassed ? [{ kind: 'images', projectId } as const] : [])];
}
