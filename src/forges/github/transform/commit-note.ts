import type { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import type { CommitNote } from '../../../domain/subjects/commit-note.js';
import { isMentioned, type Viewer } from '../../../domain/viewer.js';
import { extractMentions } from '../../mentions.js';
import type { commitWordsSchema, GithubComment, GithubLinkedCommit } from '../schema.js';
import { cutBody } from './comment.js';
import { GHOST, toPerson } from './person.js';

export type CommitPlace = Pick<CommitNote, 'projectId' | 'sha' | 'title'>;

/** `at`: when it came to be seen; a commit's own time may be long before its push. */
export function messageNote(
  { author, commit, html_url }: z.infer<typeof commitWordsSchema>,
  place: CommitPlace,
  at: string,
): CommitNote {
  const { message } = commit;
  return {
    kind: 'commit-note',
    ...place,
    id: `${place.projectId}:${place.sha}`,
    title: message.split('\n', 1)[0] ?? '',
    author: author === null ? { ...GHOST, name: commit.author?.name ?? GHOST.name } : toPerson(author),
    body: cutBody(message),
    isComment: false,
    mentions: extractMentions(message),
    url: html_url,
    createdAt: at,
    updatedAt: at,
  };
}

export type PushedByGithub = Pick<GithubLinkedCommit, 'sha' | 'author' | 'commit'>;

/** The same note as the inbox makes of it; `null`: it does not name the reader. `at`: when it was pushed. */
export function pushedNote(
  { sha, author, commit }: PushedByGithub,
  project: Pick<Project, 'id' | 'url'>,
  { at, viewer }: { readonly at: string; readonly viewer: Viewer },
): CommitNote | null {
  const { message } = commit;
  if (typeof message !== 'string') return null;
  const written = { author, commit: { ...commit, message }, html_url: `${project.url}/commit/${sha}` };
  const note = messageNote(written, { projectId: project.id, sha, title: '' }, at);
  return isMentioned(note.mentions, viewer) ? note : null;
}

export function commentNote(comment: GithubComment, place: CommitPlace): CommitNote {
  const body = comment.body ?? '';
  return {
    kind: 'commit-note',
    ...place,
    id: `${place.projectId}:comment-${comment.id}`,
    author: comment.user === null ? GHOST : toPerson(comment.user),
    body: cutBody(body),
    isComment: true,
    mentions: extractMentions(body),
    url: comment.html_url,
    createdAt: comment.created_at,
    updatedAt: comment.updated_at,
  };
}
