import { addDays, instantOf, localTimeAt, type Weekday, weekdayOf } from './local-time.js';

/** A time of day on some days of the week, at least one. */
export interface Schedule {
  /** Minute of the day. */
  readonly at: number;
  readonly days: readonly Weekday[];
}

const WEEK = 7;

/** The first occasion after `after`. A minute that the wall clock shows twice is one occasion, the first time. */
export function nextOccasion(schedule: Schedule, zone: string, after: Date): Date {
  return (
    occasions(schedule, zone, { around: after, from: 0, to: WEEK + 1 }).find((one) => one > after) ?? after
  );
}

/** The last occasion before `before`. */
export function lastOccasion(schedule: Schedule, zone: string, before: Date): Date {
  const past = occasions(schedule, zone, { around: before, from: -WEEK - 1, to: 0 });
  return past.findLast((one) => one < before) ?? before;
}

function occasions(
  { at, days }: Schedule,
  zone: string,
  { around, from, to }: { readonly around: Date; readonly from: number; readonly to: number },
): readonly Date[] {
  const today = localTimeAt(zone, around);
  return Array.from({ length: to - from + 1 }, (_, index) => addDays(today, from + index))
    .filter((date) => days.includes(weekdayOf(date)))
    .map((date) => instantOf(zone, date, at, 'first'));
}
