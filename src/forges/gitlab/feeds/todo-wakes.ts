import type { Wake } from '../../../domain/feed.js';
import { endingSchema, type RawTodo } from '../schema.js';
import { FEED_OF, targetKindOf } from '../target-kind.js';
import { isOfWiki, wikisOf } from './wiki-wakes.js';

/** Actions whose truth is in the conversation. */
const MENTIONS: ReadonlySet<string> = new Set(['mentioned', 'directly_addressed']);

/**
 * The feed that holds the truth behind a to-do item, and the pulse of a project whose merge request it is about, because
 * there may be more to come; unknown actions are taken for a change of the target.
 */
export function wakesOf(todo: RawTodo): readonly Wake[] {
  const projectId = todo.project?.id ?? null;
  const kind = targetKindOf(todo.target_type);
  if (isOfWiki(todo)) return wikisOf(projectId);
  if (kind === null) return [];
  if (todo.action_name === 'build_failed') return [{ kind: 'pipelines', projectId }];
  const truth: Wake = { kind: MENTIONS.has(todo.action_name) ? 'activity' : FEED_OF[kind], projectId: null };
  return kind === 'issue' || projectId === null ? [truth] : [truth, { kind: 'pulse', projectId }];
}

/** About a page of a group's wiki, which is in no project. */
export function isOfGroupWiki(todo: RawTodo): boolean {
  return todo.project === null && isOfWiki(todo);
}

/** A mention in a comment has the comment's anchor in its address; one in the description has none. */
export function isDescriptionMention(todo: RawTodo): boolean {
  return isMention(todo) && todo.target_url?.includes('#note') !== true;
}

/** Anything but a mention where the target has ended since: no list of what is open shows it. */
export function hasEnded(todo: RawTodo): boolean {
  if (targetKindOf(todo.target_type) === null || isMention(todo)) return false;
  const { merged_at, closed_at } = endingSchema.safeParse(todo.target).data ?? {};
  const endedAt = merged_at ?? closed_at ?? null;
  return endedAt !== null && endedAt > todo.created_at;
}

/** Id of the comment that mentions the reader; `null` for anything else. */
export function mentioningNote(todo: RawTodo): string | null {
  return isMention(todo) ? noteOf(todo) : null;
}

/** A mention at a commit: in its message, or in a comment on it. */
export function isCommitMention({ target_type, action_name }: RawTodo): boolean {
  return target_type === 'Commit' && MENTIONS.has(action_name);
}

/** Id of the comment that an item leads to; `null` where it leads to its target itself. */
export function noteOf({ target_url }: RawTodo): string | null {
  return /#note_(\d+)$/.exec(target_url ?? '')?.[1] ?? null;
}

function isMention(todo: RawTodo): boolean {
  return targetKindOf(todo.target_type) !== null && MENTIONS.has(todo.action_name);
}
