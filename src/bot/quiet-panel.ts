import type { Button, Message } from '../domain/message.js';
import type { Mute } from '../domain/mute.js';
import { heldUntil, type Preferences, zoneOf } from '../domain/preferences.js';
import type { QuietHours } from '../domain/quiet-hours.js';
import { areSameDays, printDays, printMoment, printTime } from './day-words.js';
import { muteLines } from './mute-list.js';
import { sentence } from './phrase.js';
import { backToSettings } from './settings-button.js';
import { encodeQuietPress, QUIET_PRESETS, type QuietPreset } from './quiet-press.js';
import type { TextKey, Texts } from './translator.js';

const PRESET_LABELS = {
  night: 'button.quiet-night',
  weekdays: 'button.quiet-weekdays',
  weekend: 'button.quiet-weekend',
} as const satisfies Record<QuietPreset, TextKey>;

/** When the chat is left alone, and the buttons that change it. */
export function quietPanel(
  t: Texts,
  { preferences, mutes }: { readonly preferences: Preferences; readonly mutes: readonly Mute[] },
  now: Date,
): Message {
  const { quietHours, timeZone } = preferences;
  const zone = zoneOf(preferences);
  const until = heldUntil(preferences, now);
  return {
    lines: [
      quietHours === null ? sentence(t, 'quiet.none') : hoursLine(t, quietHours, zone),
      ...(until === null ? [] : [sentence(t, 'quiet.now', { until: printMoment(t, zone, until, now) })]),
      ...(quietHours === null ? [] : [urgentLine(t, preferences)]),
      ...(timeZone === null && quietHours !== null ? [sentence(t, 'quiet.no-zone')] : []),
      ...(mutes.length === 0 ? [] : [sentence(t, 'mute.list'), ...muteLines(t, mutes, now)]),
      sentence(t, 'quiet.how'),
    ],
    buttons: [...buttonsFor(t, preferences), backToSettings(t)],
  };
}

function hoursLine(t: Texts, { from, to, days }: QuietHours, zone: string): Message['lines'][number] {
  const params = { from: printTime(from), to: printTime(to), days: printDays(t, days), zone };
  return sentence(t, 'quiet.set', params);
}

function urgentLine(t: Texts, { letsUrgentThrough }: Preferences): Message['lines'][number] {
  return sentence(t, letsUrgentThrough ? 'quiet.urgent-passes' : 'quiet.urgent-waits');
}

function buttonsFor(
  t: Texts,
  { quietHours, letsUrgentThrough }: Preferences,
): readonly (readonly Button[])[] {
  const preset = (name: QuietPreset): Button => ({
    label: `${isSame(quietHours, QUIET_PRESETS[name]) ? '✓ ' : ''}${t(PRESET_LABELS[name])}`,
    action: encodeQuietPress({ kind: 'quiet-set', preset: name }),
  });
  const presets = [[preset('night'), preset('weekend')], [preset('weekdays')]];
  if (quietHours === null) return presets;
  return [
    ...presets,
    [
      {
        label: t(letsUrgentThrough ? 'button.quiet-urgent-off' : 'button.quiet-urgent-on'),
        action: encodeQuietPress({ kind: 'quiet-urgent', passes: !letsUrgentThrough }),
      },
    ],
    [{ label: t('button.quiet-off'), action: encodeQuietPress({ kind: 'quiet-set', preset: 'off' }) }],
  ];
}

function isSame(one: QuietHours | null, other: QuietHours): boolean {
  if (one === null || one.from !== other.from || one.to !== other.to) return false;
  return areSameDays(one.days, other.days);
}
