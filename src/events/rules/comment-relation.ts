import { isSamePerson } from '../../domain/forge.js';
import type { Comment } from '../../domain/subjects/comment.js';
import { isMentioned, type Viewer } from '../../domain/viewer.js';

/** A comment is told once, for the strongest of the reasons that it may have. */
export type CommentRelation = 'mention' | 'reply' | 'on-mine' | 'other';

export function relationOf(comment: Comment, viewer: Viewer): CommentRelation {
  if (isMentioned(comment.mentions, viewer)) return 'mention';
  const login = viewer.login.toLowerCase();
  const isReply = comment.thread?.participants.some((one) => one.toLowerCase() === login) ?? false;
  if (isReply) return 'reply';
  return isSamePerson(comment.on.author, viewer) ? 'on-mine' : 'other';
}
