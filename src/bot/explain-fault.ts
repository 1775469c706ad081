import type { Message } from '../domain/message.js';
import { TOPICS } from '../domain/topic.js';
import { OPEN_LEVELS } from '../domain/watch.js';
import { FILTER_FIELDS } from '../domain/watch-filter.js';
import { nearestToggle } from './filter-names.js';
import type { FilterFault } from './filter-text.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

const POSSIBLE: Readonly<Record<FilterFault['fault'], readonly string[]>> = {
  word: [],
  base: OPEN_LEVELS,
  toggle: TOPICS,
  field: FILTER_FIELDS,
  'no-pattern': [],
  'bots-pattern': [],
  'long-pattern': [],
  'many-stars': [],
  'many-rules': [],
  'nothing-after': FILTER_FIELDS,
};

/** What is wrong with what was typed of a filter, and what is possible, in one sentence. */
export function explainFault(t: Texts, { fault, word }: FilterFault): Message {
  const shown = word.length <= 40 ? word : `${word.slice(0, 39)}…`;
  const possible = POSSIBLE[fault].join(', ');
  const event = nearestToggle(shown.slice(1).toLowerCase());
  return { lines: [sentence(t, `filter-fault.${fault}`, { word: shown, possible, event })] };
}
