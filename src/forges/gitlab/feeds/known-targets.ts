import { subjectKey } from '../../../domain/subject.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import type { TargetKind } from '../target-kind.js';
import type { FeedRead } from './feed-read.js';

export interface Target {
  readonly kind: TargetKind;
  readonly id: string;
}

/** What the account last saw of those targets that it has seen, by `subjectKey`. */
export async function knownTargets(
  { request }: FeedRead,
  targets: readonly Target[],
): Promise<ReadonlyMap<string, MergeRequest | Issue>> {
  const idsOf = (kind: TargetKind): readonly string[] => [
    ...new Set(targets.filter((target) => target.kind === kind).map(({ id }) => id)),
  ];
  const known = [
    await request.lookup('merge-request', idsOf('merge-request')),
    await request.lookup('issue', idsOf('issue')),
  ];
  return new Map(
    known.flatMap((seen) => [...seen.values()].map((subject) => [subjectKey(subject), subject])),
  );
}
