import { addRule, setToggle } from '../domain/edit-filter.js';
import { TOPICS, type Topic } from '../domain/topic.js';
import { ANY_BOT, emptyFilter, type WatchFilter } from '../domain/watch-filter.js';
import { EVENTS } from '../events/index.js';

export const PRESET_NAMES = ['broken-and-fixed', 'releases-only', 'no-bots', 'only-me'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

export function isPresetName(word: string): word is PresetName {
  return (PRESET_NAMES as readonly string[]).includes(word);
}

/** What a press on a preset makes of a filter; only `no-bots` keeps what was there. */
export const PRESETS: Readonly<Record<PresetName, (filter: WatchFilter) => WatchFilter>> = {
  'broken-and-fixed': () => brokenAndFixed(),
  'releases-only': () => withoutOthers('releases'),
  'no-bots': (filter) => addRule(filter, 'exclude', ANY_BOT),
  'only-me': () => emptyFilter('participating'),
};

const TOLD: readonly string[] = ['pipeline-failed', 'pipeline-child-failed', 'pipeline-fixed'];

/** One's own pipelines and the default branch. */
function brokenAndFixed(): WatchFilter {
  const quiet = EVENTS.filter(({ topic, type }) => topic === 'pipelines' && !TOLD.includes(type));
  return quiet.reduce<WatchFilter>(
    (filter, { topic, type }) => setToggle(filter, { topic, type }, 'off'),
    withoutOthers('pipelines'),
  );
}

function withoutOthers(kept: Topic): WatchFilter {
  const others = TOPICS.filter((topic) => topic !== kept);
  return others.reduce<WatchFilter>(
    (filter, topic) => setToggle(filter, { topic, type: null }, 'off'),
    emptyFilter('team'),
  );
}
