import { WEEKDAYS } from '../domain/local-time.js';
import type { QuietHours } from '../domain/quiet-hours.js';
import type { PressDecoder } from './filter-press.js';

/** Hours that a button sets. */
export const QUIET_PRESETS = {
  night: { from: 22 * 60, to: 8 * 60, days: WEEKDAYS },
  weekdays: { from: 19 * 60, to: 9 * 60, days: WEEKDAYS.slice(0, 5) },
  weekend: { from: 0, to: 1_440, days: WEEKDAYS.slice(5) },
} as const satisfies Record<string, QuietHours>;

export type QuietPreset = keyof typeof QUIET_PRESETS;

/** Presses that change when a chat is told. */
export type QuietPress =
  | { readonly kind: 'quiet-set'; readonly preset: QuietPreset | 'off' }
  | { readonly kind: 'quiet-urgent'; readonly passes: boolean }
  | { readonly kind: 'zone-set'; readonly zone: string };

/** The longest name of a zone has 32 letters. */
const ZONE = /^[A-Za-z0-9_+/-]{1,40}$/;

export function encodeQuietPress(press: QuietPress): string {
  switch (press.kind) {
    case 'quiet-set':
      return `qh:${press.preset}`;
    case 'quiet-urgent':
      return `qu:${press.passes ? 'on' : 'off'}`;
    case 'zone-set':
      return `tz:${press.zone}`;
  }
}

export const QUIET_DECODERS: Readonly<Record<string, PressDecoder<QuietPress>>> = {
  qh: (preset) => (isPreset(preset) || preset === 'off' ? { kind: 'quiet-set', preset } : null),
  qu: (word) => (word === 'on' || word === 'off' ? { kind: 'quiet-urgent', passes: word === 'on' } : null),
  tz: (zone) => (ZONE.test(zone) ? { kind: 'zone-set', zone } : null),
};

export function isQuietPress(press: { readonly kind: string }): press is QuietPress {
  return press.kind === 'quiet-set' || press.kind === 'quiet-urgent' || press.kind === 'zone-set';
}

function isPreset(word: string): word is QuietPreset {
  return Object.hasOwn(QUIET_PRESETS, word);
}
