/**
 * `blocked`: no conflict, but a gate of the project is, or may be, still closed: draft, approvals, pipeline, threads.
 */
export type MergeabilityState = 'mergeable' | 'conflict' | 'blocked';

export interface Mergeability {
  readonly state: MergeabilityState;
  /** When it was first seen so, by the forge's clock: a change of it moves no `updatedAt`. */
  readonly since: string;
  /** Missing: it was never seen to change, or an older version remembered it. */
  readonly turns?: Turns;
  /** Since when a conflict has been seen to have come, or to be gone, that is not believed yet. */
  readonly doubtedSince?: string;
  /** The head with which it was found to bring nothing, where the forge takes that for a conflict (GitLab). */
  readonly emptyHead?: string;
}

/** What a change of it may mean. */
export type Turn = 'conflict-appeared' | 'conflict-resolved' | 'ready';

/**
 * How often it has turned while nothing else of the merge request moved. Another `updatedAt` begins anew, so that
 * accounts that came at different times count alike.
 */
export interface Turns {
  readonly updatedAt: string;
  readonly counts: Readonly<Partial<Record<Turn, number>>>;
}

/** A look of the forge's: `at` by its clock, `updatedAt` as the merge request showed it. */
export interface MergeabilityLook {
  /** `null`: the forge does not know. */
  readonly seen: MergeabilityState | null;
  readonly at: string;
  readonly updatedAt: string;
  /** How long a conflict has to be seen, or to be seen gone, before it counts. Missing: the forge is believed at once. */
  readonly doubtMs?: number;
}

/**
 * Forges work it out anew after every push, also to the target branch, and do not know it meanwhile. What was known last
 * stands until they know better, so that a moment of not knowing is no change; nor is a conflict that is gone again
 * before it was believed.
 */
export function settleMergeability(
  before: Mergeability | null,
  { seen, at, updatedAt, doubtMs = 0 }: MergeabilityLook,
): Mergeability | null {
  if (seen === null) return before;
  if (before === null) return { state: seen, since: at };
  const { doubtedSince } = before;
  if (seen === before.state) return withoutDoubt(before);
  const isDoubtful = seen === 'conflict' || before.state === 'conflict';
  const since = isDoubtful ? earlierOf(doubtedSince ?? at, at) : at;
  if (isDoubtful && Date.parse(at) - Date.parse(since) < doubtMs) {
    return since === doubtedSince ? before : { ...before, doubtedSince: since };
  }
  const counts: Partial<Record<Turn, number>> = { ...countsUnder(before, updatedAt) };
  for (const turn of turnsBetween(before.state, seen)) counts[turn] = (counts[turn] ?? 0) + 1;
  return { state: seen, since, turns: { updatedAt, counts } };
}

/** What was doubted is over: it was not so, or does not matter any more. */
export function withoutDoubt(mergeability: Mergeability): Mergeability {
  const { doubtedSince, ...known } = mergeability;
  return doubtedSince === undefined ? mergeability : known;
}

/** A clock that was set back begins the doubt anew. */
function earlierOf(one: string, other: string): string {
  return Date.parse(other) < Date.parse(one) ? other : one;
}

export function turnsBetween(from: MergeabilityState, to: MergeabilityState): readonly Turn[] {
  if (from === to) return [];
  return [
    ...(to === 'conflict' ? (['conflict-appeared'] as const) : []),
    ...(from === 'conflict' ? (['conflict-resolved'] as const) : []),
    ...(to === 'mergeable' ? (['ready'] as const) : []),
  ];
}

/** How often it had turned so, this time included, since the merge request itself moved. */
export function countOf(turn: Turn, mergeability: Mergeability, updatedAt: string): number {
  return countsUnder(mergeability, updatedAt)[turn] ?? 1;
}

function countsUnder({ turns }: Mergeability, updatedAt: string): Turns['counts'] {
  return turns?.updatedAt === updatedAt ? turns.counts : {};
}
