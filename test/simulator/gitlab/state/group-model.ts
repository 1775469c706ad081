import type { Milestone } from './milestone-model.js';
import type { WikiPage } from './wiki.js';

/** A group is there because projects lie in it. */
export interface Group {
  readonly id: number;
  readonly path: string;
  /** Off where the tier has none. */
  hasWiki: boolean;
  /** By slug. */
  readonly wiki: Map<string, WikiPage>;
  readonly milestones: Map<number, Milestone>;
}
