import type { Ages } from '../../src/domain/retention.js';

/** Of everything, what is older than this. */
export function agesBefore(before: Date, now: Date, over: Partial<Ages> = {}): Ages {
  const all = { snapshots: before, events: before, messages: before, actions: before, others: before };
  return { ...all, tickets: before, now, ...over };
}
