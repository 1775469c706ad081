import type { Wake } from '../../../domain/feed.js';
import type { RawTodo } from '../schema.js';

/** What a to-do item or an event is about. */
export function isOfWiki({ target_type: type }: Pick<RawTodo, 'target_type'>): boolean {
  return type?.startsWith('WikiPage') === true;
}

/** The project's wiki, and those of groups, which nothing announces: who writes in the one may write in the other. */
export function wikisOf(projectId: string | null): readonly Wake[] {
  const ofGroups: Wake = { kind: 'group-wikis', projectId: null };
  return projectId === null ? [ofGroups] : [{ kind: 'wiki', projectId }, ofGroups];
}
