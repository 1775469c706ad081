import { line, type Message, type Span } from '../domain/message.js';
import { type Preferences, zoneOf } from '../domain/preferences.js';
import type { QuietHours } from '../domain/quiet-hours.js';
import type { Schedule } from '../domain/schedule.js';
import { PRIVACY_LEVELS } from '../domain/privacy.js';
import { inPairs } from '../events/render/button-rows.js';
import { encodePress } from './callback-data.js';
import { printDays, printTime } from './day-words.js';
import { sentence } from './phrase.js';
import { backToSettings, settingsButton } from './settings-button.js';
import { encodeSettingsPress } from './settings-press.js';
import type { Texts } from './translator.js';

export interface Settings {
  readonly preferences: Preferences;
  /** How many projects are watched. */
  readonly projects: number;
  readonly isGroup: boolean;
}

/** How everything is set, and the way to each. */
export function settingsPanel(t: Texts, { preferences, projects, isGroup }: Settings): Message {
  const { quietHours, digest, privacy } = preferences;
  const buttons = [
    settingsButton(t, 'language', 'button.settings-language'),
    settingsButton(t, 'timezone', 'button.settings-timezone'),
    {
      label: t('button.settings-projects'),
      action: encodePress({ kind: 'watches', page: 0, purpose: 'open' }),
    },
    settingsButton(t, 'quiet', 'button.settings-quiet'),
    settingsButton(t, 'digest', 'button.settings-digest'),
    settingsButton(t, 'privacy', 'button.settings-privacy'),
  ];
  const values = [
    t('language.name'),
    zoneOf(preferences),
    String(projects),
    quietHours === null ? t('settings.off') : hoursOf(t, quietHours),
    digest === null ? t('settings.off') : timesOf(t, digest),
    t(`button.privacy-${privacy}`),
  ];
  return {
    lines: [
      sentence(t, isGroup ? 'settings.title-group' : 'settings.title'),
      ...buttons.map(({ label }, index) => line(`${label}: `, bold(values[index] ?? ''))),
      line(''),
      sentence(t, 'settings.how'),
    ],
    buttons: inPairs(buttons),
  };
}

/** What of people's words the chat is sent. */
export function privacyPanel(t: Texts, { privacy }: Pick<Preferences, 'privacy'>): Message {
  return {
    lines: [sentence(t, `privacy.${privacy}`), line(''), sentence(t, 'privacy.how')],
    buttons: [
      ...PRIVACY_LEVELS.map((level) => [
        {
          label: `${level === privacy ? '✓ ' : ''}${t(`button.privacy-${level}`)}`,
          action: encodeSettingsPress({ kind: 'privacy-set', level }),
        },
      ]),
      backToSettings(t),
    ],
  };
}

function hoursOf(t: Texts, { from, to, days }: QuietHours): string {
  return `${printTime(from)}–${printTime(to)}, ${printDays(t, days)}`;
}

function timesOf(t: Texts, { at, days }: Schedule): string {
  return `${printTime(at)}, ${printDays(t, days)}`;
}

function bold(text: string): Span {
  return { text, style: 'bold' };
}
