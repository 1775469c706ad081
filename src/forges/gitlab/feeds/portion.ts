export interface Portion<Row> {
  /** Dealt with by this read, the oldest first; what has not moved is among them. */
  readonly rows: readonly Row[];
  /** Nothing is left for the next read. */
  readonly isWhole: boolean;
}

/**
 * The oldest of what a list shows, up to so many that moved and cost requests of their own. After an absence there may
 * be hundreds: all at once would take longer than a daemon may live, and would be begun again and again.
 */
export function takePortion<Row>(
  newestFirst: readonly Row[],
  hasMoved: (row: Row) => boolean,
  most: number,
): Portion<Row> {
  const rows = newestFirst.toReversed();
  const left = rows.filter(hasMoved)[most];
  if (left === undefined) return { rows, isWhole: true };
  return { rows: rows.slice(0, rows.indexOf(left)), isWhole: false };
}
