import { isSamePerson, type Person } from '../../../domain/forge.js';
import { commentTargetOf } from '../../../domain/subjects/comment.js';
import {
  MAX_THREAD_WORDS,
  MAX_THREADS,
  type Resolution,
  type ReviewThread,
  type ThreadList,
} from '../../../domain/subjects/thread-list.js';
import { cutText } from '../../cut-text.js';
import type { RawDiscussion, RawMergeRequest } from '../schema.js';
import { NOTHING_KNOWN, toMergeRequest } from './merge-request.js';

type RawNotes = RawDiscussion['notes'];

/** A merge request, and when it last moved. */
export type ThreadPlace = Pick<ThreadList, 'projectId' | 'on' | 'updatedAt'>;

export function toThreadPlace(row: RawMergeRequest): ThreadPlace {
  const on = commentTargetOf(toMergeRequest(row, NOTHING_KNOWN));
  return { projectId: row.project_id, on, updatedAt: row.updated_at };
}

/** `null`: none of the merge request's threads concerns the viewer. */
export function toThreadList(
  { projectId, on, updatedAt }: ThreadPlace,
  discussions: readonly RawDiscussion[],
  viewer: Person,
): ThreadList | null {
  const isAuthor = isSamePerson(on.author, viewer);
  const threads = discussions
    .map(({ id, notes }) => toThread(id, notes.filter(canBeResolved), { url: on.url, viewer }))
    .filter((thread) => thread !== null)
    .filter(({ isReaders }) => isAuthor || isReaders)
    .slice(-MAX_THREADS);
  const [first] = threads;
  if (first === undefined) return null;
  return {
    kind: 'thread-list',
    id: on.id,
    projectId,
    on,
    threads,
    url: on.url,
    createdAt: first.createdAt,
    updatedAt,
  };
}

function canBeResolved({ resolvable, system }: RawNotes[number]): boolean {
  return resolvable === true && system !== true;
}

function toThread(
  id: string,
  notes: RawNotes,
  { url, viewer }: { readonly url: string; readonly viewer: Person },
): ReviewThread | null {
  const [first] = notes;
  if (!first?.created_at) return null;
  const own = notes.find(({ author }) => author !== null && isSamePerson(author, viewer));
  return {
    id,
    isReaders: own !== undefined,
    words: cutText((own ?? first).body, MAX_THREAD_WORDS),
    resolution: resolutionOf(notes),
    url: `${url}#note_${first.id}`,
    ...(first.internal === true || first.confidential === true ? { isInternal: true as const } : {}),
    createdAt: first.created_at,
  };
}

/** A thread is resolved when all that is in it is; whoever resolved the last of it did it. */
function resolutionOf(notes: RawNotes): Resolution | null {
  let latest: Resolution | null = null;
  for (const { resolved, resolved_by: by, resolved_at, created_at } of notes) {
    if (resolved !== true) return null;
    // Old servers leave the time out.
    const at = resolved_at ?? created_at;
    if (at !== null && (latest === null || at >= latest.at)) latest = { by, at };
  }
  return latest;
}
