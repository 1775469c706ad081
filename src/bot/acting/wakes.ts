import type { TargetKind } from '../../domain/actions/look.js';
import type { FeedKind, Wake } from '../../domain/feed.js';

const TOUCHED: Readonly<Record<TargetKind, readonly FeedKind[]>> = {
  pipeline: ['pipelines', 'deployments'],
  'merge-request': ['merge-requests', 'comments', 'pipelines'],
  issue: ['issues', 'comments'],
};

/** The feeds that show what was done: the project's, and the account's own of the same kind. */
export function touchedBy(target: TargetKind, projectId: string): readonly Wake[] {
  return TOUCHED[target].flatMap((kind) => [
    { kind, projectId },
    { kind, projectId: null },
  ]);
}
