/** What a sample looks like; `null` values where it is empty. */
export interface Summary {
  readonly count: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** The smallest value that at least this share of the sample does not exceed (nearest rank). */
export function percentile(sample: readonly number[], share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`A share lies between 0 and 1, not at ${share}.`);
  return ranked([...sample].sort(ascending), share);
}

export function summarise(sample: readonly number[]): Summary {
  const sorted = [...sample].sort(ascending);
  return {
    count: sorted.length,
    p50: ranked(sorted, 0.5),
    p95: ranked(sorted, 0.95),
    p99: ranked(sorted, 0.99),
    max: sorted.at(-1) ?? null,
  };
}

function ranked(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

function ascending(one: number, other: number): number {
  return one - other;
}
