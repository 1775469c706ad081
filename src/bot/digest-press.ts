import { WEEKDAYS } from '../domain/local-time.js';
import type { Schedule } from '../domain/schedule.js';
import type { PressDecoder } from './filter-press.js';

/** Times that a button sets. */
export const DIGEST_PRESETS = {
  morning: { at: 9 * 60 + 30, days: WEEKDAYS.slice(0, 5) },
  daily: { at: 9 * 60 + 30, days: WEEKDAYS },
} as const satisfies Record<string, Schedule>;

/** Ages that a button sets, in hours; `0`: no reminders. */
export const REMIND_HOURS = [0, 48] as const;

export type DigestPress =
  | { readonly kind: 'digest-set'; readonly preset: keyof typeof DIGEST_PRESETS | 'off' }
  | { readonly kind: 'remind-set'; readonly hours: (typeof REMIND_HOURS)[number] };

export function encodeDigestPress(press: DigestPress): string {
  return press.kind === 'digest-set' ? `dg:${press.preset}` : `dr:${press.hours}`;
}

export const DIGEST_DECODERS: Readonly<Record<string, PressDecoder<DigestPress>>> = {
  dg: (preset) =>
    preset === 'morning' || preset === 'daily' || preset === 'off' ? { kind: 'digest-set', preset } : null,
  dr: (word) => {
    const hours = REMIND_HOURS.find((known) => String(known) === word);
    return hours === undefined ? null : { kind: 'remind-set', hours };
  },
};

export function isDigestPress(press: { readonly kind: string }): press is DigestPress {
  return press.kind === 'digest-set' || press.kind === 'remind-set';
}
