import type { Sighting } from '../../../domain/feed.js';
import { extractMentions } from '../../mentions.js';
import { parseItem } from '../parse.js';
import { mergeRequestSchema, type RawTodo } from '../schema.js';
import { toComment, toCommentTarget } from '../transform/comment.js';
import { NOTHING_KNOWN, toMergeRequest } from '../transform/merge-request.js';
import type { FeedRead } from './feed-read.js';
import { mentioningNote } from './todo-wakes.js';

/**
 * Comments that name the reader, as their to-do items show them: soon, and also where the activity cannot be read.
 * Without the thread nothing but a mention can be told of a comment, so a mention of a whole group is left to the
 * activity.
 */
export function sightCommentMentions(read: FeedRead, news: readonly RawTodo[]): readonly Sighting[] {
  const login = read.request.viewer.login.toLowerCase();
  return news.flatMap((todo) => {
    const id = mentioningNote(todo);
    if (id === null || !extractMentions(todo.body ?? '').includes(login)) return [];
    const target = parseItem(mergeRequestSchema, todo.target, read.drops);
    if (target === null) return [];
    const on = toCommentTarget(toMergeRequest(target, NOTHING_KNOWN));
    const note = { id, body: todo.body, author: todo.author, created_at: todo.created_at, updated_at: null };
    const subject = toComment(note, todo, { projectId: target.project_id, on, thread: null });
    return [{ subject, isNews: true }];
  });
}
