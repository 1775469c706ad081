import { z } from 'zod';
import { COMMIT_TAG } from '../../../domain/subjects/image.js';

/**
 * Nobody is expected to move the tag of a whole version, or of a day: it happens by mistake or malice, mostly to a
 * recent one.
 */
const VERSION = /\d+\.\d+\.\d+|\d{7}/;
/** Of each image. */
const RECENT = 10;

/** How many of each sort have had their turn. */
export const turnsSchema = z.object({ moving: z.number(), recent: z.number(), others: z.number() });

type Turns = z.infer<typeof turnsSchema>;

export const NO_TURNS: Turns = { moving: 0, recent: 0, others: 0 };

export interface Places {
  readonly all: number;
  /** For whole versions, at most. */
  readonly versions: number;
}

export interface Rechecks<T> {
  readonly due: readonly T[];
  readonly turns: Turns;
}

/**
 * Known tags that may have moved, a few each time, from where the last time ended: those that are made to move, and
 * whole versions, which have a place each time for one that is recent and for one of the others.
 */
export function takeRechecks<T extends { readonly tag: string }>(
  images: readonly (readonly T[])[],
  turns: Turns,
  places: Places,
): Rechecks<T> {
  const versions = images.map((tags) => newestFirst(tags.filter(({ tag }) => isVersion(tag))));
  const recent = versions.flatMap((tags) => tags.slice(0, RECENT));
  const others = versions.flatMap((tags) => tags.slice(RECENT));
  const kept = { recent: Math.min(1, recent.length), others: Math.min(1, others.length) };
  const movable = images.flat().filter(({ tag }) => !COMMIT_TAG.test(tag) && !VERSION.test(tag));
  const moving = inTurn(movable, turns.moving, places.all - kept.recent - kept.others);
  const left = Math.min(places.versions, places.all - moving.length);
  const ofRecent = inTurn(recent, turns.recent, left - kept.others);
  const ofOthers = inTurn(others, turns.others, left - ofRecent.length);
  return {
    due: [...moving, ...ofRecent, ...ofOthers],
    turns: {
      moving: turns.moving + moving.length,
      recent: turns.recent + ofRecent.length,
      others: turns.others + ofOthers.length,
    },
  };
}

function isVersion(tag: string): boolean {
  return VERSION.test(tag) && !COMMIT_TAG.test(tag);
}

/** By name, as the list tells no times. */
function newestFirst<T extends { readonly tag: string }>(tags: readonly T[]): readonly T[] {
  return tags.toSorted((one, other) => other.tag.localeCompare(one.tag, 'en', { numeric: true }));
}

function inTurn<T>(all: readonly T[], turn: number, most: number): readonly T[] {
  if (all.length <= most) return all;
  const start = turn % all.length;
  return [...all.slice(start), ...all.slice(0, start)].slice(0, most);
}
