import type { Sighting } from '../../../domain/feed.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { isMentioned } from '../../../domain/viewer.js';
import { extractMentions } from '../../mentions.js';
import { parseItem } from '../parse.js';
import { issueSchema, mergeRequestSchema, type RawTodo } from '../schema.js';
import { targetKindOf } from '../target-kind.js';
import { toComment, toFreshTarget } from '../transform/comment.js';
import { toIssue } from '../transform/issue.js';
import { NOTHING_KNOWN, toMergeRequest } from '../transform/merge-request.js';
import type { FeedRead } from './feed-read.js';
import { mentioningNote } from './todo-wakes.js';

/**
 * Comments that name the reader, as their to-do items show them: soon, and also where the activity cannot be read.
 * Without the thread nothing but a mention can be told of a comment, so that one by the name of a group that is not known
 * to be theirs is left to the activity.
 */
export function sightCommentMentions(read: FeedRead, news: readonly RawTodo[]): readonly Sighting[] {
  return news.flatMap((todo) => {
    const id = mentioningNote(todo);
    if (id === null || !isMentioned(extractMentions(todo.body ?? ''), read.request.viewer)) return [];
    const target = targetOf(todo, read);
    if (target === null) return [];
    const on = toFreshTarget(target);
    const note = { id, body: todo.body, author: todo.author, created_at: todo.created_at, updated_at: null };
    const comment = toComment(note, todo, { projectId: target.projectId, on, thread: null });
    return [{ subject: { ...comment, namedBy: String(todo.id) }, isNews: true }];
  });
}

function targetOf(
  { target_type, target }: RawTodo,
  { client, drops }: FeedRead,
): MergeRequest | Issue | null {
  if (targetKindOf(target_type) === 'issue') {
    const issue = parseItem(issueSchema, target, drops);
    return issue === null ? null : toIssue(issue, client.serverTime());
  }
  const mergeRequest = parseItem(mergeRequestSchema, target, drops);
  return mergeRequest === null ? null : toMergeRequest(mergeRequest, NOTHING_KNOWN);
}
