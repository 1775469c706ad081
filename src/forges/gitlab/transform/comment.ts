import {
  commentTargetOf,
  MAX_COMMENT_LENGTH,
  type Comment,
  type CommentTarget,
  type CommentThread,
} from '../../../domain/subjects/comment.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { cutText } from '../../cut-text.js';
import { extractMentions } from '../../mentions.js';
import type { RawDiscussion, RawEvent, RawNote } from '../schema.js';
import { GHOST } from './person.js';

export interface CommentPlace {
  readonly projectId: string;
  readonly on: CommentTarget;
  readonly thread: CommentThread | null;
}

type NoteText = Pick<RawNote, 'id' | 'body' | 'author' | 'created_at' | 'updated_at'> &
  Partial<Pick<RawNote, 'internal' | 'confidential'>>;

export function toComment(note: NoteText, event: Pick<RawEvent, 'author'>, place: CommentPlace): Comment {
  const body = note.body ?? '';
  const isInternal = note.internal ?? note.confidential ?? null;
  return {
    kind: 'comment',
    id: note.id,
    ...place,
    author: note.author ?? event.author ?? GHOST,
    body: cutText(body, MAX_COMMENT_LENGTH),
    mentions: extractMentions(body),
    url: `${place.on.url}#note_${note.id}`,
    ...(isInternal === null ? {} : { isPublic: !isInternal }),
    createdAt: note.created_at,
    updatedAt: note.updated_at ?? note.created_at,
  };
}

/** With what was read just now of who may read it. */
export function toFreshTarget(subject: MergeRequest | Issue): CommentTarget {
  const target = commentTargetOf(subject);
  return subject.kind === 'issue' ? { ...target, isConfidential: subject.isConfidential } : target;
}

/** The thread of a note, with those who wrote in it before; `null` for a comment that stands alone. */
export function threadOf(discussion: RawDiscussion, noteId: string): CommentThread | null {
  if (discussion.individual_note === true) return null;
  const position = discussion.notes.findIndex(({ id }) => id === noteId);
  const earlier = discussion.notes.slice(0, Math.max(0, position)).filter(({ system }) => system !== true);
  const logins = earlier.flatMap(({ author }) => (author === null ? [] : [author.login]));
  return { id: discussion.id, participants: [...new Set(logins)] };
}

/** Whether a note belongs to a thread; `null` where an old server does not say. */
export function isInThread(
  note: Pick<RawNote, 'type'>,
  event: Pick<RawEvent, 'target_type'>,
): boolean | null {
  const type = note.type ?? event.target_type;
  return type === null ? null : type === 'DiscussionNote' || type === 'DiffNote';
}
