import { DAY, HOUR, MINUTE } from '../domain/time.js';
import type { Texts } from './translator.js';

const UNITS = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY } as const;
const LONGEST = 365 * DAY;

/** `30m`, `1h`, `2d`, `1w` in milliseconds; `null` for anything else, and for nothing or more than a year. */
export function parseDuration(word: string): number | null {
  const [, count, unit] = /^(\d{1,5})([mhdw])$/i.exec(word) ?? [];
  if (count === undefined || unit === undefined) return null;
  const duration = Number(count) * UNITS[unit.toLowerCase() as keyof typeof UNITS];
  return duration > 0 && duration <= LONGEST ? duration : null;
}

/** The largest unit that says enough: `2 days`, `3 h`, `20 min`, `5 s`. */
export function formatDuration(t: Texts, ms: number): string {
  if (ms >= 2 * DAY) return t('duration.days', { count: Math.round(ms / DAY) });
  if (ms >= HOUR) return t('duration.hours', { count: Math.round(ms / HOUR) });
  if (ms >= MINUTE) return t('duration.minutes', { count: Math.round(ms / MINUTE) });
  return t('duration.seconds', { count: Math.max(0, Math.round(ms / 1000)) });
}
