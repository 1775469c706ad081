import { type Listener, listens } from './feed-plan.js';
import type { OpenLevel } from './watch.js';

/** Whose files cost requests of their own. */
export type FileTopic = 'merge-requests' | 'pushes';

/** From which level on they are told at all. */
const FROM = { 'merge-requests': 'participating', pushes: 'all' } as const satisfies Record<
  FileTopic,
  OpenLevel
>;

/** Whether it is read and kept which files these touch: where the watch hears of them. */
export function keepsFiles(watch: Listener, topic: FileTopic): boolean {
  return watch.level !== 'muted' && listens(watch, { topics: [topic], from: FROM[topic] });
}
