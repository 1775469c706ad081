import type { Clock } from './time.js';

export interface RateLimit {
  /** `refused-first`: the first refusal since something was let through, which is the one to answer. */
  try(who: string): 'allowed' | 'refused-first' | 'refused';
}

interface Tries {
  readonly times: readonly number[];
  readonly isRefusing: boolean;
}

/** At most `limit` times in any window of `windowMs` for each person. */
export function createRateLimit(limit: number, windowMs: number, clock: Clock): RateLimit {
  const records = new Map<string, Tries>();
  return {
    try(who) {
      const now = clock().getTime();
      const old = records.get(who);
      const times = (old?.times ?? []).filter((time) => time > now - windowMs);
      if (times.length < limit) {
        records.delete(who);
        forgetIdle(records, now - windowMs);
        records.set(who, { times: [...times, now], isRefusing: false });
        return 'allowed';
      }
      records.set(who, { times, isRefusing: true });
      return old?.isRefusing === true ? 'refused' : 'refused-first';
    },
  };
}

/** The map is in the order of the last use, so the idle ones stand first. */
function forgetIdle(records: Map<string, Tries>, before: number): void {
  for (const [who, { times }] of records) {
    if ((times.at(-1) ?? 0) > before) return;
    records.delete(who);
  }
}
