import { MAX_COMMENT_LENGTH } from '../../../domain/subjects/comment.js';
import type { CommitNote } from '../../../domain/subjects/commit-note.js';
import { isMentioned, type Viewer } from '../../../domain/viewer.js';
import { cutText } from '../../cut-text.js';
import { extractMentions } from '../../mentions.js';
import { titleOfMessage, type WrittenCommit } from '../../pushed-commits.js';
import { GHOST } from './person.js';
import type { PushOccasion } from './push.js';

/** A commit that was pushed, as words at it, where its message names the reader: GitLab makes no to-do item of those. */
export function toPushedWords(
  { sha, message }: WrittenCommit,
  { project, author, at }: PushOccasion,
  viewer: Viewer,
): CommitNote | null {
  if (message === null) return null;
  const mentions = extractMentions(message);
  if (!isMentioned(mentions, viewer)) return null;
  return {
    kind: 'commit-note',
    id: `${project.id}:${sha}`,
    projectId: project.id,
    sha,
    title: titleOfMessage(message) ?? sha,
    author: author ?? GHOST,
    body: cutText(message, MAX_COMMENT_LENGTH),
    isComment: false,
    mentions,
    url: `${project.url}/-/commit/${sha}`,
    createdAt: at,
    updatedAt: at,
  };
}
