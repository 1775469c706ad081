import { isWanted } from './feed-plan.js';
import { pathRules } from './wanted-files.js';
import type { OpenLevel } from './watch.js';
import type { WatchFilter } from './watch-filter.js';

/** Whose files cost requests of their own, so that they are read only where a filter asks for them. */
export type PathTopic = 'merge-requests' | 'pushes';

/** From which level on they are told at all. */
const FROM = { 'merge-requests': 'participating', pushes: 'all' } as const satisfies Record<
  PathTopic,
  OpenLevel
>;

/** Whether a filter has a say by path on what it tells of this topic. */
export function asksForPaths(filter: WatchFilter, topic: PathTopic): boolean {
  const hasRules = pathRules([...filter.include, ...filter.exclude]).length > 0;
  return hasRules && isWanted(filter, topic, FROM[topic]);
}
