import type { Sighting } from '../../../domain/feed.js';
import { MAX_COMMENT_LENGTH } from '../../../domain/subjects/comment.js';
import type { CommitNote } from '../../../domain/subjects/commit-note.js';
import { cutText } from '../../cut-text.js';
import { extractMentions } from '../../mentions.js';
import { parseItem } from '../parse.js';
import { namedCommitSchema, type RawTodo } from '../schema.js';
import { GHOST } from '../transform/person.js';
import type { FeedRead } from './feed-read.js';
import { isCommitMention, noteOf } from './todo-wakes.js';

/**
 * What is said to the reader at a commit. No other feed shows comments there, so that the item is believed whoever is
 * named: GitLab makes it for none but those whom the text addresses. Of messages it is not known to make any.
 */
export function sightCommitMentions(read: FeedRead, news: readonly RawTodo[]): readonly Sighting[] {
  return news.filter(isCommitMention).flatMap((todo) => {
    const subject = toCommitNote(todo, read);
    return subject === null || subject.mentions.length === 0 ? [] : [{ subject, isNews: true }];
  });
}

function toCommitNote(todo: RawTodo, { drops }: FeedRead): CommitNote | null {
  const commit = parseItem(namedCommitSchema, todo.target, drops);
  const projectId = todo.project?.id;
  if (commit === null || projectId === undefined) return null;
  const url = todo.target_url ?? commit.web_url;
  if (url === null) return null;
  const note = noteOf(todo);
  // Where there is no comment, an item's own text is no more than the title.
  const body = (note === null ? commit.message : null) ?? todo.body ?? '';
  return {
    kind: 'commit-note',
    id: note === null ? `${projectId}:${commit.id}` : `${projectId}:note-${note}`,
    projectId,
    sha: commit.id,
    title: commit.title,
    author: todo.author ?? GHOST,
    body: cutText(body, MAX_COMMENT_LENGTH),
    isComment: note !== null,
    mentions: extractMentions(body),
    url,
    createdAt: todo.created_at,
    updatedAt: todo.created_at,
  };
}
