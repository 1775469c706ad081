import { addRule, countRules, LONGEST_PATTERN, MOST_RULES, setToggle } from '../domain/edit-filter.js';
import { type OpenLevel, OPEN_LEVELS } from '../domain/watch.js';
import {
  ANY_BOT,
  emptyFilter,
  FILTER_FIELDS,
  type FilterField,
  type FilterRule,
  type WatchFilter,
} from '../domain/watch-filter.js';
import { nameOf, toggleNamed } from './filter-names.js';
import { quoteWord, splitOutside, straightQuotes, unquote } from './quoted-words.js';

/** Each multiplies the work of a comparison by the length of the value: with three, one takes a tenth of a second. */
export const MOST_STARS = 2;

/** What is wrong with a line, and the word that is. */
export interface FilterFault {
  readonly fault:
    | 'word'
    | 'base'
    | 'toggle'
    | 'field'
    | 'no-pattern'
    | 'bots-pattern'
    | 'long-pattern'
    | 'many-stars'
    | 'many-rules'
    | 'nothing-after';
  readonly word: string;
}

type Parsed = WatchFilter | FilterFault;

/** `only` and `not` hold for every rule behind them, up to the next of these two. */
type Mode = 'include' | 'exclude';
const MODES: ReadonlyMap<string, Mode> = new Map([
  ['only', 'include'],
  ['not', 'exclude'],
]);

/** A filter as one line that `parseFilter` understands. */
export function printFilter({ base, on, off, include, exclude }: WatchFilter): string {
  return [
    `base:${base}`,
    ...on.map((toggle) => `+${nameOf(toggle)}`),
    ...off.map((toggle) => `-${nameOf(toggle)}`),
    ...include.map((rule) => `only ${printRule(rule)}`),
    ...exclude.map((rule) => `not ${printRule(rule)}`),
  ].join(' ');
}

export function printRule({ field, pattern }: FilterRule): string {
  return field === 'bots' ? 'bots' : `${field}:${quoteWord(pattern)}`;
}

/** A line is the whole filter: what it does not name is not there. `base`: where the line names none. */
export function parseFilter(words: readonly string[], base: OpenLevel): Parsed {
  let filter: WatchFilter = emptyFilter(base);
  let mode: Mode | null = null;
  for (const [index, word] of words.entries()) {
    const next = MODES.get(word.toLowerCase());
    if (next !== undefined && index === words.length - 1) return { fault: 'nothing-after', word };
    const parsed = next === undefined ? readWord(filter, word, mode) : filter;
    if ('fault' in parsed) return parsed;
    mode = next ?? mode;
    filter = parsed;
  }
  return filter;
}

function readWord(filter: WatchFilter, word: string, mode: Mode | null): Parsed {
  if (/^[+-]/.test(word)) return readToggle(filter, word);
  const [name = '', ...rest] = word.split(':');
  const field = name.toLowerCase();
  const value = rest.length === 0 ? null : rest.join(':');
  if (field === 'base') return readBase(filter, word, value);
  if (mode === null) return { fault: 'word', word };
  return readRules(filter, { mode, field, value, word });
}

/** Values of one field, with commas or line breaks between them, as further rules. */
export function readValues(
  filter: WatchFilter,
  { list, field }: { readonly list: Mode; readonly field: FilterField },
  typed: string,
): Parsed {
  const word = typed.trim();
  const bare = word.toLowerCase().startsWith(`${field}:`) ? word.slice(field.length + 1) : word;
  const value = straightQuotes(bare).replace(/\s*\n\s*/g, ',');
  return readRules(filter, { mode: list, field, value, word });
}

function readBase(filter: WatchFilter, word: string, value: string | null): Parsed {
  const base = OPEN_LEVELS.find((level) => level === value?.toLowerCase());
  return base === undefined ? { fault: 'base', word } : { ...filter, base };
}

function readToggle(filter: WatchFilter, word: string): Parsed {
  const toggle = toggleNamed(word.slice(1).toLowerCase());
  if (toggle === null) return { fault: 'toggle', word };
  return setToggle(filter, toggle, word.startsWith('+') ? 'on' : 'off');
}

interface RuleWord {
  readonly mode: Mode;
  readonly field: string;
  readonly value: string | null;
  readonly word: string;
}

function readRules(filter: WatchFilter, { mode, field: name, value, word }: RuleWord): Parsed {
  const field = FILTER_FIELDS.find((known) => known === name);
  if (field === undefined) return { fault: 'field', word };
  if (field === 'bots') {
    return value === null ? withRule(filter, mode, ANY_BOT, word) : { fault: 'bots-pattern', word };
  }
  const patterns = readPatterns(value ?? '');
  if (patterns.length === 0) return { fault: 'no-pattern', word };
  let changed = filter;
  for (const pattern of patterns) {
    const parsed = readPattern(changed, mode, { field, pattern }, word);
    if ('fault' in parsed) return parsed;
    changed = parsed;
  }
  return changed;
}

function readPattern(filter: WatchFilter, mode: Mode, rule: FilterRule, word: string): Parsed {
  if (rule.pattern.length > LONGEST_PATTERN) return { fault: 'long-pattern', word };
  if ((rule.pattern.match(/\*+/g) ?? []).length > MOST_STARS) return { fault: 'many-stars', word };
  return withRule(filter, mode, rule, word);
}

function withRule(filter: WatchFilter, mode: Mode, rule: FilterRule, word: string): Parsed {
  const changed = addRule(filter, mode, rule);
  return countRules(changed) > MOST_RULES ? { fault: 'many-rules', word } : changed;
}

function readPatterns(value: string): readonly string[] {
  return splitOutside(value, /,/)
    .map((part) => unquote(part.trim()))
    .filter((pattern) => pattern.trim() !== '');
}

const PREFIXES: readonly string[] = ['base', ...FILTER_FIELDS];

/** Whether a word can only belong to a filter, and so names no project. */
export function isFilterWord(word: string): boolean {
  const [name = ''] = word.toLowerCase().split(':');
  return /^[+-]/.test(word) || MODES.has(name) || PREFIXES.some((prefix) => prefix === name);
}
