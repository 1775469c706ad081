import { addDays, instantOf, localTimeAt, type Weekday, weekdayOf } from './local-time.js';

/** Hours of the day in which a chat is left alone. */
export interface QuietHours {
  /** Minute of the day. */
  readonly from: number;
  /** Minute of the day, of the next one where it is not after `from`; 1440 is midnight. */
  readonly to: number;
  /** Days on which they begin. */
  readonly days: readonly Weekday[];
}

/** Quiet hours that follow on one another are as one; with hours that never end, the answer is a week ahead. */
const MOST_JOINED = 8;

/**
 * When the quiet that reigns now ends; `null`: none does. What the wall clock shows decides: an hour that it shows
 * twice is quiet both times, and one that it leaves out ends nothing late.
 */
export function quietUntil(hours: QuietHours, zone: string, now: Date): Date | null {
  let end: Date | null = null;
  for (let joined = 0; joined < MOST_JOINED; joined += 1) {
    const next = endOfOne(hours, zone, end ?? now);
    if (next === null) return end;
    end = next;
  }
  return end;
}

function endOfOne({ from, to, days }: QuietHours, zone: string, now: Date): Date | null {
  const today = localTimeAt(zone, now);
  for (const began of [addDays(today, -1), addDays(today, 0)]) {
    if (!days.includes(weekdayOf(began))) continue;
    const start = instantOf(zone, began, from, 'first');
    const end = instantOf(zone, to > from ? began : addDays(began, 1), to, 'last');
    if (start <= now && now < end) return end;
  }
  return null;
}
