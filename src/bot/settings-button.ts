import type { Button } from '../domain/message.js';
import { encodePress } from './callback-data.js';
import { encodeSettingsPress, type SettingsPage } from './settings-press.js';
import type { TextKey, Texts } from './translator.js';

/** Turns the message that bears it into a page of the settings. */
export function settingsButton(t: Texts, page: SettingsPage, label: TextKey): Button {
  return { label: t(label), action: encodeSettingsPress({ kind: 'settings', page }) };
}

/** Turns the message that bears it into the list of watches. */
export function backToWatches(t: Texts): readonly Button[] {
  return [
    { label: t('button.all-watches'), action: encodePress({ kind: 'watches', page: 0, purpose: 'open' }) },
  ];
}

/** The last row of each panel that the settings lead to. */
export function backToSettings(t: Texts): readonly Button[] {
  return [settingsButton(t, 'menu', 'button.back-to-settings')];
}
