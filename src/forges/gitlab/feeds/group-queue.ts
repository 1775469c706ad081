import { z } from 'zod';
import { groupsAbove, liesIn } from '../../../domain/group.js';
import type { Project } from '../../../domain/project.js';
import { knownWikiSchema } from '../wiki-changes.js';

/** Groups of one account whose wikis are read; further ones are left alone. */
export const MAX_GROUPS = 20;
/** Groups that one look reads. */
export const MAX_READ = 5;
/** Looks for which a group is left alone that shows the reader no wiki: on most servers none ever will. */
export const REST_LOOKS = 24;

export const knownGroupSchema = z.object({
  path: z.string(),
  /** Through which it was shown; what is remembered of it goes with that. `null`: it never was. */
  projectId: z.string().nullable(),
  wiki: knownWikiSchema.nullable(),
  /** Server's time of the last look that showed it. */
  seenAt: z.string().nullable(),
  isRefused: z.boolean(),
  /** Looks for which it is left alone. */
  rest: z.number(),
});

/** What is remembered of a group between two looks. */
export type KnownGroup = z.infer<typeof knownGroupSchema>;

export interface Turn {
  readonly due: readonly KnownGroup[];
  /** In the order in which they wait; who was read goes behind them. */
  readonly waiting: readonly KnownGroup[];
}

/** The groups above the watched projects: those never asked for come first, then those whose turn was longest ago. */
export function takeTurn(watched: readonly Project[], known: readonly KnownGroup[]): Turn {
  const paths = new Set(watched.flatMap(({ path }) => groupsAbove(path)).filter(canBeAskedFor));
  const kept = known.filter(({ path }) => paths.has(path));
  for (const { path } of kept) paths.delete(path);
  const queue = [...[...paths].slice(0, MAX_GROUPS - kept.length).map(toStranger), ...kept];
  const due = queue.filter(({ rest }) => rest === 0).slice(0, MAX_READ);
  const waiting = queue
    .filter((group) => !due.includes(group))
    .map((group) => ({ ...group, rest: Math.max(0, group.rest - 1) }));
  return { due, waiting };
}

/** Nobody has asked for it. */
export function isStranger({ seenAt, isRefused }: KnownGroup): boolean {
  return seenAt === null && !isRefused;
}

/** The project through which it is shown: the one of the last time while that is watched. */
export function homeOf(
  { path, projectId }: Pick<KnownGroup, 'path' | 'projectId'>,
  watched: readonly Project[],
): Project | undefined {
  const inside = watched.filter((project) => liesIn(project.path, path));
  return inside.find(({ id }) => id === projectId) ?? inside[0];
}

/** Digits alone would be taken for the number of another group. */
function canBeAskedFor(path: string): boolean {
  return !/^\d+$/.test(path);
}

function toStranger(path: string): KnownGroup {
  return { path, projectId: null, wiki: null, seenAt: null, isRefused: false, rest: 0 };
}
