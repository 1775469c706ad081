import type { PlainLevel } from './watch.js';

/** What people can want to hear of. Every kind of event belongs to one. */
export const TOPICS = ['pipelines', 'merge-requests', 'talk', 'issues'] as const;
export type Topic = (typeof TOPICS)[number];

/** The topics in which a level can let something through; what of them it does is the routing's matter. */
export const TOPICS_OF_LEVEL: Readonly<Record<PlainLevel, readonly Topic[]>> = {
  participating: TOPICS,
  team: TOPICS,
  all: TOPICS,
  muted: [],
};
