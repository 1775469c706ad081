import { PRIVACY_LEVELS, type PrivacyLevel } from '../domain/privacy.js';
import type { PressDecoder } from './filter-press.js';

/** What the message of `/settings` can show; projects have presses of their own. */
const SETTINGS_PAGES = ['menu', 'language', 'timezone', 'quiet', 'digest', 'privacy', 'watch'] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

export type SettingsPress =
  | { readonly kind: 'settings'; readonly page: SettingsPage }
  | { readonly kind: 'privacy-set'; readonly level: PrivacyLevel };

export function encodeSettingsPress(press: SettingsPress): string {
  return press.kind === 'settings' ? `st:${press.page}` : `sp:${press.level}`;
}

export const SETTINGS_DECODERS: Readonly<Record<string, PressDecoder<SettingsPress>>> = {
  st: (word) => {
    const page = SETTINGS_PAGES.find((known) => known === word);
    return page === undefined ? null : { kind: 'settings', page };
  },
  sp: (word) => {
    const level = PRIVACY_LEVELS.find((known) => known === word);
    return level === undefined ? null : { kind: 'privacy-set', level };
  },
};

export function isSettingsPress(press: { readonly kind: string }): press is SettingsPress {
  return press.kind === 'settings' || press.kind === 'privacy-set';
}
