import { DAY, MINUTE } from './time.js';

/** As the wall clock of a zone shows it. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** Of the day, 0 to 1439. */
  readonly minute: number;
}

export type LocalDate = Omit<LocalTime, 'minute'>;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Building one costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws `RangeError` for a zone that there is not. */
export function localTimeAt(zone: string, instant: Date): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    minute: part('hour') * 60 + part('minute'),
  };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** Its midnight in UTC: how texts and calendars take a day that belongs to no zone. */
export function utcDay({ year, month, day }: LocalDate): Date {
  return new Date(Date.UTC(year, month - 1, day));
}

export function weekdayOf(date: LocalDate): Weekday {
  const sundayFirst = utcDay(date).getUTCDay();
  return WEEKDAYS[(sundayFirst + 6) % 7] ?? 'mon';
}

export function addDays({ year, month, day }: LocalDate, days: number): LocalDate {
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/**
 * When the wall clock shows that minute. Where it shows it twice, `pass` chooses; where it never does, because the clock
 * is put forward over it, that is the moment at which it is put forward. Minute 1440 is the next day's first.
 */
export function instantOf(zone: string, date: LocalDate, minute: number, pass: 'first' | 'last'): Date {
  const wall = utcDay(date).getTime() + minute * MINUTE;
  const [before, after] = [offsetAt(zone, wall - DAY), offsetAt(zone, wall + DAY)];
  const shown = [wall - before, wall - after].filter((time) => offsetAt(zone, time) === wall - time);
  if (shown.length === 0) return changeBetween(zone, wall - DAY, wall + DAY);
  return new Date(pass === 'first' ? Math.min(...shown) : Math.max(...shown));
}

/** By how much the zone's wall clock is ahead of UTC, in whole minutes. */
function offsetAt(zone: string, time: number): number {
  const local = localTimeAt(zone, new Date(time));
  return utcDay(local).getTime() + local.minute * MINUTE - Math.floor(time / MINUTE) * MINUTE;
}

/** The one change of the offset in between. */
function changeBetween(zone: string, from: number, to: number): Date {
  const before = offsetAt(zone, from);
  let [low, high] = [Math.floor(from / MINUTE), Math.ceil(to / MINUTE)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return new Date(high * MINUTE);
}
