import type { Forge } from '../domain/forge.js';
import { WATCH_LEVELS, type WatchLevel } from '../domain/watch.js';
import { parseProjectReference, type ProjectReference } from './project-reference.js';

export interface WatchArgument {
  readonly references: readonly ProjectReference[];
  /** `null`: not named. */
  readonly level: WatchLevel | null;
}

/** Projects and a level, separated by spaces, commas or new lines. */
export function parseWatchArgument(argument: string, forges: readonly Forge[]): WatchArgument {
  const words = [...new Set(argument.split(/[\s,]+/).filter((word) => word !== ''))];
  const level = WATCH_LEVELS.find((known) => words.some((word) => word.toLowerCase() === known));
  return {
    references: words
      .filter((word) => word.toLowerCase() !== level)
      .map((word) => parseProjectReference(word, forges)),
    level: level ?? null,
  };
}
