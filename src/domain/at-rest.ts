import type { Snapshot } from './subject.js';

/** Kinds of which a project may gather ever more, and of which any may move after a long rest. */
export const CROWDS = [
  'pipeline',
  'branch-health',
  'deployment',
  'comment',
  'image',
  'wiki-page',
] as const satisfies readonly Snapshot['kind'][];

/** Of each crowd in a project so many are remembered for longer than the rest of what does not move: the last moved. */
export const MOST_AT_REST = 500;
