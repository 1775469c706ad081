import type { Reason } from '../../domain/event.js';
import { isSamePerson } from '../../domain/forge.js';
import type { Comment } from '../../domain/subjects/comment.js';
import { isMentioned, type Viewer } from '../../domain/viewer.js';
import { includes } from './concern.js';

/** A comment is told once, for the strongest of the reasons that it may have; `null`: it has none. */
export function relationOf({ mentions, thread, on }: Comment, viewer: Viewer): Reason | null {
  if (isMentioned(mentions, viewer)) return 'mentioned';
  const login = viewer.login.toLowerCase();
  if (thread?.participants.some((one) => one.toLowerCase() === login) === true) return 'participant';
  if (isSamePerson(on.author, viewer)) return 'author';
  if (includes(on.reviewers ?? [], viewer)) return 'reviewer';
  return includes(on.assignees ?? [], viewer) ? 'assignee' : null;
}
