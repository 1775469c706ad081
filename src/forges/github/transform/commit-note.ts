import type { z } from 'zod';
import type { CommitNote } from '../../../domain/subjects/commit-note.js';
import { extractMentions } from '../../mentions.js';
import type { commitWordsSchema, GithubComment } from '../schema.js';
import { cutBody } from './comment.js';
import { GHOST, toPerson } from './person.js';

export type CommitPlace = Pick<CommitNote, 'projectId' | 'sha' | 'title'>;

/** `at`: when the inbox showed it; a commit's own time may be long before its push. */
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
