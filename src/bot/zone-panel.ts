import { localTimeAt } from '../domain/local-time.js';
import type { Button, Message } from '../domain/message.js';
import { inPairs } from '../events/render/button-rows.js';
import { printTime } from './day-words.js';
import { sentence } from './phrase.js';
import { encodeQuietPress } from './quiet-press.js';
import { backToSettings, settingsButton } from './settings-button.js';
import type { TextKey, Texts } from './translator.js';

/** From west to east; all others are typed. */
const COMMON_ZONES = [
  ['America/Los_Angeles', 'city.los-angeles'],
  ['America/Chicago', 'city.chicago'],
  ['America/New_York', 'city.new-york'],
  ['America/Sao_Paulo', 'city.sao-paulo'],
  ['UTC', 'city.utc'],
  ['Europe/London', 'city.london'],
  ['Europe/Berlin', 'city.berlin'],
  ['Europe/Kyiv', 'city.kyiv'],
  ['Europe/Moscow', 'city.moscow'],
  ['Asia/Dubai', 'city.dubai'],
  ['Asia/Yekaterinburg', 'city.yekaterinburg'],
  ['Asia/Kolkata', 'city.delhi'],
  ['Asia/Novosibirsk', 'city.novosibirsk'],
  ['Asia/Shanghai', 'city.shanghai'],
  ['Asia/Tokyo', 'city.tokyo'],
  ['Australia/Sydney', 'city.sydney'],
] as const satisfies readonly (readonly [string, TextKey])[];

/** Zones by the time that it is there now, which everybody knows of their own. */
export function zonePanel(t: Texts, timeZone: string | null, now: Date): Message {
  const button = (zone: string, city: TextKey): Button => ({
    label: `${zone === timeZone ? '✓ ' : ''}${timeIn(zone, now)} ${t(city)}`,
    action: encodeQuietPress({ kind: 'zone-set', zone }),
  });
  return {
    lines: [
      ...(timeZone === null ? [sentence(t, 'timezone.none')] : zoneMessage(t, timeZone, now).lines),
      sentence(t, 'timezone.how'),
    ],
    buttons: [...inPairs(COMMON_ZONES.map(([zone, city]) => button(zone, city))), backToSettings(t)],
  };
}

export function zoneMessage(t: Texts, zone: string, now: Date): Message {
  return { lines: [sentence(t, 'timezone.is', { zone, time: timeIn(zone, now) })] };
}

/** For a name that is none, those that come near. */
export function nearZonesPanel(t: Texts, typed: string, zones: readonly string[]): Message {
  return {
    lines: [sentence(t, zones.length === 0 ? 'timezone.unknown' : 'timezone.near', { typed })],
    buttons: [
      ...zones.map((zone) => [{ label: zone, action: encodeQuietPress({ kind: 'zone-set', zone }) }]),
      [settingsButton(t, 'timezone', 'button.other-zones')],
    ],
  };
}

function timeIn(zone: string, now: Date): string {
  return printTime(localTimeAt(zone, now).minute);
}
