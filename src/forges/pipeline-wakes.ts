import type { Wake } from '../domain/feed.js';
import { hasEnded, type Pipeline } from '../domain/subjects/pipeline.js';

export interface PipelinePlace {
  readonly projectId: string;
  readonly isBaseline: boolean;
  /** Whose gates it may have opened: to be looked at, if it has ended. `null`: nobody's. */
  readonly gatesOf: (pipeline: Pipeline) => Wake | null;
}

/** Its jobs deploy and push images, and the lists of both are read seldom; merge requests may wait for it. */
export function pipelineWakes(
  moved: readonly Pipeline[],
  { projectId, isBaseline, gatesOf }: PipelinePlace,
): readonly Wake[] {
  if (isBaseline || moved.length === 0) return [];
  const hasPassed = moved.some(({ status }) => status === 'success');
  const gates = moved.filter(({ status }) => hasEnded(status)).map(gatesOf);
  return [
    { kind: 'deployments', projectId },
    ...(hasPassed ? [{ kind: 'images', projectId } as const] : []),
    ...new Map(gates.flatMap((wake) => (wake === null ? [] : [[wake.kind, wake]]))).values(),
  ];
}
