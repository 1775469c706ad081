import type { Person } from '../forge.js';
import type { JsonObject } from '../json.js';
import type { CommentTarget } from './comment.js';

/**
 * Those review threads of one merge request that concern the account's owner: all of them for its author, to anybody
 * else those in which they wrote.
 */
export interface ThreadList {
  readonly kind: 'thread-list';
  /** That of the merge request. */
  readonly id: string;
  readonly projectId: string;
  readonly on: CommentTarget;
  /** The oldest first. */
  readonly threads: readonly ReviewThread[];
  /** Of the merge request. */
  readonly url: string;
  /** When the first of them began. */
  readonly createdAt: string;
  /** When the merge request last moved. */
  readonly updatedAt: string;
}

export interface ReviewThread {
  readonly id: string;
  /** What its comments call it, where that is something else: GitHub. Missing in what an older version remembered. */
  readonly commentsId?: string;
  /** The account's owner wrote in it. */
  readonly isReaders: boolean;
  /** Start of what the account's owner wrote in it, or of its first comment; cut to `MAX_THREAD_WORDS`. */
  readonly words: string;
  /** `null`: open. */
  readonly resolution: Resolution | null;
  readonly url: string;
  /** Not for all who read the merge request; missing: it is for all of them. */
  readonly isInternal?: true;
  readonly createdAt: string;
}

export interface Resolution {
  /** `null` where the forge does not tell. */
  readonly by: Person | null;
  /** On GitHub, which does not tell: when the pull request had last moved as it was first seen. */
  readonly at: string;
}

/** A glance at what it was about. */
export const MAX_THREAD_WORDS = 120;

/** Newest of a merge request that are followed. */
export const MAX_THREADS = 100;

/** Those that an event's details speak of. */
export function threadsNamed(
  { threads }: Pick<ThreadList, 'threads'>,
  details: JsonObject,
): readonly ReviewThread[] {
  const ids: unknown = details['threads'];
  return Array.isArray(ids) ? threads.filter(({ id }) => ids.includes(id)) : [];
}
