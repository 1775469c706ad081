import type { Theme } from './chart.js';
import type { PrivacyLevel } from './privacy.js';
import { type QuietHours, quietUntil } from './quiet-hours.js';
import type { Schedule } from './schedule.js';

/** When and how a chat wants to be told, whatever it watches. */
export interface Preferences {
  /** Name of the IANA database; `null`: none was chosen, and times are UTC. */
  readonly timeZone: string | null;
  readonly quietHours: QuietHours | null;
  /** What is urgent comes through quiet hours. */
  readonly letsUrgentThrough: boolean;
  readonly digest: Schedule | null;
  /** How long a review may wait for the reader before they are reminded; `null`: they are not. */
  readonly remindAfterHours: number | null;
  readonly privacy: PrivacyLevel;
  /** Of pictures. */
  readonly theme: Theme;
}

export const NO_PREFERENCES: Preferences = {
  timeZone: null,
  quietHours: null,
  letsUrgentThrough: false,
  digest: null,
  remindAfterHours: null,
  privacy: 'full',
  theme: 'light',
};

export function zoneOf({ timeZone }: Pick<Preferences, 'timeZone'>): string {
  return timeZone ?? 'UTC';
}

/** When the chat may be told of things again; `null`: now. */
export function heldUntil(preferences: Preferences, now: Date): Date | null {
  const { quietHours } = preferences;
  return quietHours === null ? null : quietUntil(quietHours, zoneOf(preferences), now);
}
