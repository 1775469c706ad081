import type { Button, Line, Message } from '../domain/message.js';
import { type Preferences, zoneOf } from '../domain/preferences.js';
import type { Schedule } from '../domain/schedule.js';
import { HOUR } from '../domain/time.js';
import { areSameDays, printDays, printTime } from './day-words.js';
import { DIGEST_PRESETS, type DigestPress, encodeDigestPress } from './digest-press.js';
import { formatDuration } from './duration.js';
import { sentence } from './phrase.js';
import { backToSettings } from './settings-button.js';
import type { TextKey, Texts } from './translator.js';

/** When a summary comes by itself, and the buttons that change it; `above` stands before. */
export function digestPanel(t: Texts, preferences: Preferences, above: readonly Line[] = []): Message {
  const { digest, remindAfterHours } = preferences;
  const preset = (label: TextKey, name: keyof typeof DIGEST_PRESETS): Button => ({
    label: `${isSame(digest, DIGEST_PRESETS[name]) ? '✓ ' : ''}${t(label)}`,
    action: encodeDigestPress({ kind: 'digest-set', preset: name }),
  });
  const button = (label: TextKey, press: DigestPress): Button => ({
    label: t(label),
    action: encodeDigestPress(press),
  });
  return {
    lines: [...above, ...stateLines(t, preferences), sentence(t, 'digest.how')],
    buttons: [
      [preset('button.digest-morning', 'morning'), preset('button.digest-daily', 'daily')],
      [
        remindAfterHours === null
          ? button('button.remind-two-days', { kind: 'remind-set', hours: 48 })
          : button('button.remind-off', { kind: 'remind-set', hours: 0 }),
      ],
      ...(digest === null ? [] : [[button('button.digest-off', { kind: 'digest-set', preset: 'off' })]]),
      backToSettings(t),
    ],
  };
}

function isSame(one: Schedule | null, other: Schedule): boolean {
  return one?.at === other.at && areSameDays(one.days, other.days);
}

function stateLines(t: Texts, preferences: Preferences): readonly Line[] {
  const { digest, remindAfterHours, timeZone } = preferences;
  const zone = zoneOf(preferences);
  return [
    digest === null
      ? sentence(t, 'digest.none')
      : sentence(t, 'digest.set', { time: printTime(digest.at), days: printDays(t, digest.days), zone }),
    ...(digest !== null && timeZone === null ? [sentence(t, 'quiet.no-zone')] : []),
    ...(remindAfterHours === null
      ? []
      : [sentence(t, 'digest.remind', { age: formatDuration(t, remindAfterHours * HOUR) })]),
  ];
}
