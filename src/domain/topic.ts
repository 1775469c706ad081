import type { PlainLevel } from './watch.js';

/** What people can want to hear of. Every kind of event belongs to one. */
export type Topic =
  | 'pipelines'
  | 'merge-requests'
  | 'talk'
  | 'issues'
  | 'documents'
  | 'wiki'
  | 'releases'
  | 'tags'
  | 'pushes'
  | 'images'
  | 'deployments'
  | 'milestones';

const PERSONAL: readonly Topic[] = ['pipelines', 'merge-requests', 'talk', 'issues'];
const TEAM: readonly Topic[] = [...PERSONAL, 'documents', 'wiki', 'releases'];

export const TOPICS: readonly Topic[] = [...TEAM, 'tags', 'pushes', 'images', 'deployments', 'milestones'];

/** The topics in which a level can let something through; what of them it does is the routing's matter. */
export const TOPICS_OF_LEVEL: Readonly<Record<PlainLevel, readonly Topic[]>> = {
  participating: PERSONAL,
  team: TEAM,
  all: TOPICS,
  muted: [],
};
