import type { Preferences } from '../../domain/preferences.js';

export interface PreferenceRow {
  time_zone: string | null;
  quiet_hours: Preferences['quietHours'];
  lets_urgent_through: boolean;
  digest: Preferences['digest'];
  remind_after_hours: number | null;
  privacy: Preferences['privacy'];
  theme: Preferences['theme'];
}

/** Of the table `f`. */
export const PREFERENCE_COLUMNS = `f.time_zone, f.quiet_hours, f.lets_urgent_through, f.digest, f.remind_after_hours, f.privacy, f.theme`;

export function toPreferences(row: PreferenceRow): Preferences {
  return {
    timeZone: row.time_zone,
    quietHours: row.quiet_hours,
    letsUrgentThrough: row.lets_urgent_through,
    digest: row.digest,
    remindAfterHours: row.remind_after_hours,
    privacy: row.privacy,
    theme: row.theme,
  };
}
