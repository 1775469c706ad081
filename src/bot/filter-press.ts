import { OPEN_LEVELS, type OpenLevel } from '../domain/watch.js';
import { FILTER_FIELDS, type FilterField } from '../domain/watch-filter.js';
import { isPresetName, type PresetName } from './filter-presets.js';
import { lengthenId, shortenId } from './short-id.js';

type RuleList = 'include' | 'exclude';

interface RulePlace {
  readonly watchId: string;
  readonly list: RuleList;
  readonly field: FilterField;
}

/** Presses that change what a watch tells. */
export type FilterPress =
  | { readonly kind: 'filter-open'; readonly watchId: string }
  | { readonly kind: 'filter-base'; readonly watchId: string; readonly base: OpenLevel }
  | { readonly kind: 'filter-preset'; readonly watchId: string; readonly preset: PresetName }
  | { readonly kind: 'filter-toggles'; readonly watchId: string; readonly page: number }
  | { readonly kind: 'filter-toggle'; readonly watchId: string; readonly name: string }
  | { readonly kind: 'filter-drop'; readonly watchId: string; readonly digest: string }
  | { readonly kind: 'filter-fields'; readonly watchId: string; readonly list: RuleList }
  | (RulePlace & { readonly kind: 'filter-values'; readonly page: number })
  | (RulePlace & { readonly kind: 'filter-value'; readonly digest: string })
  | { readonly kind: 'event-off'; readonly watchId: string; readonly type: string }
  /** Beside others, under a message that stays. */
  | { readonly kind: 'event-off-one'; readonly watchId: string; readonly type: string };

/** Reads what stands behind the tag; `null` for anything that is never written. */
export type PressDecoder<P> = (first: string, second: string | undefined) => P | null;

export const ID = /^[\w-]{1,40}$/;
/** Of a topic or an event; with a shortened id in front it fills the 64 bytes. */
const NAME = /^[a-z-]{1,37}$/;
const PAGE = /^(?:0|[1-9]\d{0,2})$/;
const LISTS: readonly RuleList[] = ['include', 'exclude'];
const DIGEST = /^[\w-]{1,12}$/;

export function encodeFilterPress(press: FilterPress): string {
  switch (press.kind) {
    case 'filter-open':
      return `f:${press.watchId}`;
    case 'filter-base':
      return `fb:${press.watchId}:${press.base}`;
    case 'filter-preset':
      return `fp:${press.watchId}:${press.preset}`;
    case 'filter-toggles':
      return `fl:${press.watchId}:${press.page}`;
    case 'filter-toggle':
      return `ft:${shortenId(press.watchId)}:${press.name}`;
    case 'filter-drop':
      return `fd:${press.watchId}:${press.digest}`;
    case 'filter-fields':
      return `fn:${press.watchId}:${press.list}`;
    case 'filter-values':
      return `fw:${shortenId(press.watchId)}:${press.list}.${press.field}.${press.page}`;
    case 'filter-value':
      return `fv:${shortenId(press.watchId)}:${press.list}.${press.field}.${press.digest}`;
    case 'event-off':
      return `e:${shortenId(press.watchId)}:${press.type}`;
    case 'event-off-one':
      return `eo:${shortenId(press.watchId)}:${press.type}`;
  }
}

export const FILTER_DECODERS: Readonly<Record<string, PressDecoder<FilterPress>>> = {
  f: (watchId) => (ID.test(watchId) ? { kind: 'filter-open', watchId } : null),
  fb: (watchId, word) => {
    const base = OPEN_LEVELS.find((known) => known === word);
    return ID.test(watchId) && base !== undefined ? { kind: 'filter-base', watchId, base } : null;
  },
  fp: (watchId, preset = '') =>
    ID.test(watchId) && isPresetName(preset) ? { kind: 'filter-preset', watchId, preset } : null,
  fl: (watchId, page = '') =>
    ID.test(watchId) && /^\d{1,3}$/.test(page)
      ? { kind: 'filter-toggles', watchId, page: Number(page) }
      : null,
  ft: (short, name = '') => {
    const watchId = lengthenId(short);
    return watchId !== null && NAME.test(name) ? { kind: 'filter-toggle', watchId, name } : null;
  },
  fd: (watchId, digest = '') =>
    ID.test(watchId) && DIGEST.test(digest) ? { kind: 'filter-drop', watchId, digest } : null,
  fn: (watchId, word) => {
    const list = LISTS.find((known) => known === word);
    return ID.test(watchId) && list !== undefined ? { kind: 'filter-fields', watchId, list } : null;
  },
  fw: (short, rest = '') => {
    const [place, page] = readPlace(short, rest);
    return place !== null && PAGE.test(page) ? { kind: 'filter-values', ...place, page: Number(page) } : null;
  },
  fv: (short, rest = '') => {
    const [place, digest] = readPlace(short, rest);
    return place !== null && DIGEST.test(digest) ? { kind: 'filter-value', ...place, digest } : null;
  },
  e: (short, type = '') => readOff('event-off', short, type),
  eo: (short, type = '') => readOff('event-off-one', short, type),
};

function readOff(kind: 'event-off' | 'event-off-one', short: string, type: string): FilterPress | null {
  const watchId = lengthenId(short);
  return watchId !== null && NAME.test(type) ? { kind, watchId, type } : null;
}

/** `list.field.rest` */
function readPlace(short: string, words: string): readonly [RulePlace | null, string] {
  const [listName, fieldName, rest = '', ...more] = words.split('.');
  const watchId = lengthenId(short);
  const list = LISTS.find((known) => known === listName);
  const field = FILTER_FIELDS.find((known) => known === fieldName);
  if (watchId === null || list === undefined || field === undefined || more.length > 0) return [null, ''];
  return [{ watchId, list, field }, rest];
}
