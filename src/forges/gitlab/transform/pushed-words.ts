import type { CommitNote } from '../../../domain/subjects/commit-note.js';
import { isMentioned, type Viewer } from '../../../domain/viewer.js';
import { extractMentions } from '../../mentions.js';
import type { RawPush } from '../schema.js';
import { GHOST } from './person.js';
import type { PushOccasion } from './push.js';

/**
 * The last commit of a push, as words at a commit, where its title names the reader: GitLab makes no to-do item of a
 * message, and the event shows no more of it. A branch that brought no commit shows one that was there before.
 */
export function toPushedWords(
  { commit_to: sha, commit_title: title, commit_count: count }: RawPush,
  { project, author, at }: PushOccasion,
  viewer: Viewer,
): CommitNote | null {
  if (sha === null || title === null || count === 0) return null;
  const mentions = extractMentions(title);
  if (!isMentioned(mentions, viewer)) return null;
  return {
    kind: 'commit-note',
    id: `${project.id}:${sha}`,
    projectId: project.id,
    sha,
    title,
    author: author ?? GHOST,
    body: title,
    isComment: false,
    mentions,
    url: `${project.url}/-/commit/${sha}`,
    createdAt: at,
    updatedAt: at,
  };
}
