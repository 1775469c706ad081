import { jobLogAction } from '../domain/job-log.js';
import { PLAIN_LEVELS, type PlainLevel } from '../domain/watch.js';
import { ACCESS_DECODERS, encodeAccessPress, isAccessPress, type AccessPress } from './access-press.js';
import { ACT_DECODERS, encodeActPress, isActPress, type ActPress } from './act-press.js';
import { isCommandName, type CommandName } from './commands.js';
import {
  encodeFilterPress,
  FILTER_DECODERS,
  ID,
  type FilterPress,
  type PressDecoder,
} from './filter-press.js';
import { DIGEST_DECODERS, type DigestPress, encodeDigestPress, isDigestPress } from './digest-press.js';
import { encodeQuietPress, isQuietPress, QUIET_DECODERS, type QuietPress } from './quiet-press.js';
import {
  encodeSettingsPress,
  isSettingsPress,
  SETTINGS_DECODERS,
  type SettingsPress,
} from './settings-press.js';
import { LANGUAGES } from './translator.js';

/** How long a press on "mute" lasts; `0` ends the mute. */
export const MUTE_MINUTES = [0, 60, 480, 1440, 10_080] as const;
export type MuteMinutes = (typeof MUTE_MINUTES)[number];

/** The lists of merge requests that span all projects. */
export const OVERVIEW_LISTS = ['todo', 'mrs'] as const;
export type OverviewList = (typeof OVERVIEW_LISTS)[number];

/** `telegram`: as Telegram says. */
export const LANGUAGE_CHOICES = [...LANGUAGES, 'telegram'] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** For what a list of watches is shown. */
const LIST_PURPOSES = ['open', 'mute', 'unwatch', 'filters', 'pipelines', 'log', 'stats'] as const;
export type ListPurpose = (typeof LIST_PURPOSES)[number];

/** What a button means. Only `pending` has state, kept on the server; the others can be pressed for ever. */
export type Press =
  | { readonly kind: 'pending'; readonly id: string; readonly choice: number }
  | { readonly kind: 'run'; readonly command: CommandName }
  | { readonly kind: 'watches'; readonly page: number; readonly purpose: ListPurpose }
  | { readonly kind: 'overview'; readonly list: OverviewList; readonly page: number }
  | { readonly kind: 'pipelines'; readonly watchId: string; readonly page: number }
  | { readonly kind: 'log'; readonly watchId: string }
  | { readonly kind: 'job-log'; readonly watchId: string; readonly jobId: string }
  | { readonly kind: 'watch-open'; readonly watchId: string }
  | { readonly kind: 'watch-level'; readonly watchId: string; readonly level: PlainLevel }
  | { readonly kind: 'watch-mute'; readonly watchId: string; readonly minutes: MuteMinutes }
  /** Out of a list that goes on, or from the watch's own panel. */
  | { readonly kind: 'watch-remove'; readonly watchId: string; readonly isListed: boolean }
  | AccessPress
  | FilterPress
  | ActPress
  | QuietPress
  | DigestPress
  | SettingsPress
  | { readonly kind: 'language'; readonly choice: LanguageChoice };

/** Presses that name a watch and nothing else. */
const OF_WATCH = { log: 'k', 'watch-open': 'o' } as const;

function isOfWatch(press: Press): press is Extract<Press, { kind: keyof typeof OF_WATCH }> {
  return Object.hasOwn(OF_WATCH, press.kind);
}

/** At most 64 bytes of UTF-8, which ids of up to 40 characters leave room for. */
export function encodePress(press: Press): string {
  if (isOfWatch(press)) return `${OF_WATCH[press.kind]}:${press.watchId}`;
  switch (press.kind) {
    case 'pending':
      return `v1:${press.id}:${press.choice}`;
    case 'run':
      return `r:${press.command}`;
    case 'watches':
      return press.purpose === 'open' ? `l:${press.page}` : `l:${press.page}:${press.purpose}`;
    case 'overview':
      return `q:${press.list}:${press.page}`;
    case 'pipelines':
      return `g:${press.watchId}:${press.page}`;
    case 'job-log':
      return jobLogAction(press.watchId, press.jobId);
    case 'watch-remove':
      return `u:${press.watchId}${press.isListed ? ':l' : ''}`;
    case 'watch-level':
      return `s:${press.watchId}:${press.level}`;
    case 'watch-mute':
      return `m:${press.watchId}:${press.minutes}`;
    case 'language':
      return `la:${press.choice}`;
    default:
      return encodeOther(press);
  }
}

function encodeOther(
  press: AccessPress | FilterPress | ActPress | QuietPress | DigestPress | SettingsPress,
): string {
  if (isSettingsPress(press)) return encodeSettingsPress(press);
  if (isDigestPress(press)) return encodeDigestPress(press);
  if (isActPress(press)) return encodeActPress(press);
  if (isAccessPress(press)) return encodeAccessPress(press);
  return isQuietPress(press) ? encodeQuietPress(press) : encodeFilterPress(press);
}

function levelNamed(word: string | undefined): PlainLevel | undefined {
  return PLAIN_LEVELS.find((known) => known === word);
}

function isPage(word: string | undefined): word is string {
  return word !== undefined && /^\d{1,3}$/.test(word);
}

export const DECODERS: Readonly<Record<string, PressDecoder<Press>>> = {
  v1: (id, choice) => {
    if (!ID.test(id) || choice === undefined || !/^\d{1,3}$/.test(choice)) return null;
    return { kind: 'pending', id, choice: Number(choice) };
  },
  r: (command) => (isCommandName(command) ? { kind: 'run', command } : null),
  l: (page, word = 'open') => {
    const purpose = LIST_PURPOSES.find((known) => known === word);
    return purpose !== undefined && isPage(page) ? { kind: 'watches', page: Number(page), purpose } : null;
  },
  q: (word, page) => {
    const list = OVERVIEW_LISTS.find((known) => known === word);
    return list !== undefined && isPage(page) ? { kind: 'overview', list, page: Number(page) } : null;
  },
  g: (watchId, page) =>
    ID.test(watchId) && isPage(page) ? { kind: 'pipelines', watchId, page: Number(page) } : null,
  k: (watchId) => (ID.test(watchId) ? { kind: 'log', watchId } : null),
  j: (watchId, jobId = '') =>
    ID.test(watchId) && /^\d{1,20}$/.test(jobId) ? { kind: 'job-log', watchId, jobId } : null,
  o: (watchId) => (ID.test(watchId) ? { kind: 'watch-open', watchId } : null),
  s: (watchId, word) => {
    const level = levelNamed(word);
    return ID.test(watchId) && level !== undefined ? { kind: 'watch-level', watchId, level } : null;
  },
  m: (watchId, word) => {
    const minutes = MUTE_MINUTES.find((known) => String(known) === word);
    return ID.test(watchId) && minutes !== undefined ? { kind: 'watch-mute', watchId, minutes } : null;
  },
  u: (watchId, list) =>
    ID.test(watchId) && (list === undefined || list === 'l')
      ? { kind: 'watch-remove', watchId, isListed: list === 'l' }
      : null,
  ...ACCESS_DECODERS,
  ...FILTER_DECODERS,
  ...ACT_DECODERS,
  ...QUIET_DECODERS,
  ...DIGEST_DECODERS,
  ...SETTINGS_DECODERS,
  la: (word) => {
    const choice = LANGUAGE_CHOICES.find((known) => known === word);
    return choice === undefined ? null : { kind: 'language', choice };
  },
};

/** `null` for anything that `encodePress` never writes: a changed client can send what it likes. */
export function decodePress(data: string): Press | null {
  const [tag = '', first, second, ...rest] = data.split(':');
  if (first === undefined || rest.length > 0 || !Object.hasOwn(DECODERS, tag)) return null;
  return DECODERS[tag]?.(first, second) ?? null;
}
