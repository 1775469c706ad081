import type { Wake } from '../../../domain/feed.js';
import type { RawTodo } from '../schema.js';

/** Actions whose truth is in the conversation. */
const MENTIONS: ReadonlySet<string> = new Set(['mentioned', 'directly_addressed']);

/** The feed that holds the truth behind a to-do item; unknown actions are taken for a change of the merge request. */
export function wakeOf(todo: RawTodo): Wake | null {
  if (todo.target_type !== 'MergeRequest') return null;
  if (todo.action_name === 'build_failed') return { kind: 'pipelines', projectId: todo.project?.id ?? null };
  return { kind: MENTIONS.has(todo.action_name) ? 'activity' : 'merge-requests', projectId: null };
}

/** A mention in a comment has the comment's anchor in its address; one in the description has none. */
export function isDescriptionMention(todo: RawTodo): boolean {
  return isMention(todo) && todo.target_url?.includes('#note') !== true;
}

/** Id of the comment that mentions the reader; `null` for anything else. */
export function mentioningNote(todo: RawTodo): string | null {
  return isMention(todo) ? (/#note_(\d+)$/.exec(todo.target_url ?? '')?.[1] ?? null) : null;
}

function isMention(todo: RawTodo): boolean {
  return todo.target_type === 'MergeRequest' && MENTIONS.has(todo.action_name);
}
