import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.js';
import type { Texts } from './translator.js';

const UNITS: ReadonlyMap<string, number> = new Map([
  ...['m', 'м'].map((unit) => [unit, MINUTE] as const),
  ...['h', 'ч'].map((unit) => [unit, HOUR] as const),
  ...['d', 'д'].map((unit) => [unit, DAY] as const),
  ...['w', 'н'].map((unit) => [unit, 7 * DAY] as const),
]);
const LONGEST = 365 * DAY;

/** `30m`, `1h`, `2d`, `1w`, or `30м`, `1ч`, `2д`, `1н`, in milliseconds; `null` for anything else, and for nothing or more than a year. */
export function parseDuration(word: string): number | null {
  const [, count, unit = ''] = /^(\d{1,5})(\p{L})$/u.exec(word) ?? [];
  const length = UNITS.get(unit.toLowerCase());
  if (length === undefined) return null;
  const duration = Number(count) * length;
  return duration > 0 && duration <= LONGEST ? duration : null;
}

/** The largest unit that says enough, chosen after rounding: `2 days`, `3 h`, `20 min`, `5 s`. */
export function formatDuration(t: Texts, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND));
  if (seconds < 60) return t('duration.seconds', { count: seconds });
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return t('duration.minutes', { count: minutes });
  const hours = Math.round(ms / HOUR);
  if (hours < 48) return t('duration.hours', { count: hours });
  return t('duration.days', { count: Math.round(ms / DAY) });
}
