import type { Forge } from '../domain/forge.js';
import { PLAIN_LEVELS, type PlainLevel } from '../domain/watch.js';
import { parseProjectReference, type ProjectReference } from './project-reference.js';

export interface WatchArgument {
  readonly references: readonly ProjectReference[];
  /** `null`: not named. */
  readonly level: PlainLevel | null;
}

/** Each word once, separated by spaces, commas or new lines. */
export function wordsIn(argument: string): readonly string[] {
  return [...new Set(argument.split(/[\s,]+/).filter((word) => word !== ''))];
}

/** Projects and a level, separated by spaces, commas or new lines. */
export function parseWatchArgument(argument: string, forges: readonly Forge[]): WatchArgument {
  const words = wordsIn(argument);
  const level = PLAIN_LEVELS.find((known) => words.some((word) => word.toLowerCase() === known));
  return {
    references: words
      .filter((word) => word.toLowerCase() !== level)
      .map((word) => parseProjectReference(word, forges)),
    level: level ?? null,
  };
}
