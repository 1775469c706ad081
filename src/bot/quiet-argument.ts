import type { QuietHours } from '../domain/quiet-hours.js';
import { findZone } from '../domain/time-zone.js';
import { parseDays, parseTime } from './day-words.js';
import { isOff } from './spoken-words.js';

/** What is asked for with `/quiet 22:00-08:00 mon-fri Europe/Berlin`. */
export type QuietWish =
  | { readonly kind: 'show' | 'off' }
  | { readonly kind: 'hours'; readonly hours: QuietHours; readonly zone: string | null }
  | { readonly kind: 'unclear' | 'zone-unclear'; readonly typed: string };

export function parseQuiet(argument: string): QuietWish {
  // An en dash, and blanks around it, are what phones make of a hyphen.
  const words = argument
    .replaceAll(/\s*[-–—]\s*/g, '-')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const [range, ...rest] = words;
  if (range === undefined) return { kind: 'show' };
  if (isOff(range) && rest.length === 0) return { kind: 'off' };
  const [from, to] = timesIn(range);
  const zoneWord = rest.find(isZone) ?? null;
  const days = parseDays(rest.filter((word) => word !== zoneWord));
  if (from === null || from === 1_440 || to === null || days === null)
    return { kind: 'unclear', typed: argument };
  if (zoneWord === null) return { kind: 'hours', hours: { from, to, days }, zone: null };
  const match = findZone(zoneWord);
  if (match.kind === 'near') return { kind: 'zone-unclear', typed: zoneWord };
  return { kind: 'hours', hours: { from, to, days }, zone: match.zone };
}

/** A city alone, too, as long as it is no slip in the name of a day. */
function isZone(word: string): boolean {
  return word.includes('/') || (parseDays([word]) === null && findZone(word).kind === 'zone');
}

function timesIn(range: string): readonly [number | null, number | null] {
  const [from = '', to = '', ...rest] = range.split('-');
  return rest.length > 0 ? [null, null] : [parseTime(from), parseTime(to)];
}
