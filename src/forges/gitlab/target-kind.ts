import type { FeedKind } from '../../domain/feed.js';
import type { CommentTarget } from '../../domain/subjects/comment.js';

export type TargetKind = CommentTarget['kind'];

/** Newer servers call an issue a work item; old ones write some names with a space. */
const KINDS: ReadonlyMap<string, TargetKind> = new Map([
  ['mergerequest', 'merge-request'],
  ['issue', 'issue'],
  ['workitem', 'issue'],
]);

/** What a `target_type` or `noteable_type` names; `null` for what we do not tell of. */
export function targetKindOf(type: string | null): TargetKind | null {
  return KINDS.get(type?.replace(/\s/g, '').toLowerCase() ?? '') ?? null;
}

/** The feed that holds the truth about such a target. */
export const FEED_OF = {
  'merge-request': 'merge-requests',
  issue: 'issues',
} as const satisfies Record<TargetKind, FeedKind>;
