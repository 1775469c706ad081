import { Composer } from 'telegraf';
import { removeRule, setToggle, toggleState } from '../../domain/edit-filter.js';
import type { Message } from '../../domain/message.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import { filterOf, type WatchFilter } from '../../domain/watch-filter.js';
import { forgetAnswer } from '../acting/ask.js';
import type { BotDeps } from '../bot-deps.js';
import { explainFault } from '../explain-fault.js';
import { toggleNamed } from '../filter-names.js';
import { digestOf, filterPanel, pageOfToggle, togglesPanel } from '../filter-panel.js';
import { isPresetName, PRESETS } from '../filter-presets.js';
import { isFilterWord, parseFilter } from '../filter-text.js';
import { listWatches } from '../list-watches.js';
import { matchWatches } from '../match-watch.js';
import { sentence } from '../phrase.js';
import { splitWords } from '../quoted-words.js';
import { saveFilter } from '../save-filter.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';
import { withWatch } from '../watch-of-chat.js';

/** `/filters [project] [line]`: the level `custom`, by buttons and by one typed line. */
export function filtersFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('filters', (turn) => answerCommand(deps, turn)));
  composer.use(
    onPress('filter-open', (turn, { watchId }) =>
      withWatch(deps, turn, watchId, async (watched) => {
        await forgetAnswer(deps, turn.visit, turn.visit.messageId);
        await turn.talk.show(filterPanel(turn.t, watched));
      }),
    ),
  );
  composer.use(
    onPress('filter-toggles', (turn, { watchId, page }) =>
      withWatch(deps, turn, watchId, (watched) => turn.talk.show(togglesPanel(turn.t, watched, page))),
    ),
  );
  composer.use(
    onPress('filter-base', (turn, { watchId, base }) =>
      change(deps, turn, watchId, (filter) => ({ ...filter, base })),
    ),
  );
  composer.use(
    onPress('filter-preset', (turn, { watchId, preset }) => change(deps, turn, watchId, PRESETS[preset])),
  );
  composer.use(
    onPress('filter-drop', (turn, { watchId, digest }) =>
      change(deps, turn, watchId, (filter) => dropRule(filter, digest)),
    ),
  );
  composer.use(onPress('filter-toggle', (turn, { watchId, name }) => press(deps, turn, watchId, name)));
  return composer;
}

function change(
  deps: BotDeps,
  turn: Turn,
  watchId: string,
  edit: (filter: WatchFilter) => WatchFilter,
): Promise<void> {
  return withWatch(deps, turn, watchId, async (watched) => {
    const saved = await saveFilter(deps, watched, edit(filterOf(watched.watch)));
    await turn.talk.show(filterPanel(turn.t, saved));
  });
}

/** From what the base says to told, to not told, and back. */
async function press(deps: BotDeps, turn: Turn, watchId: string, name: string): Promise<void> {
  const toggle = toggleNamed(name);
  if (toggle === null) return turn.talk.answer(turn.t('press.unknown'));
  await withWatch(deps, turn, watchId, async (watched) => {
    const filter = filterOf(watched.watch);
    const next = { base: 'on', on: 'off', off: 'base' } as const;
    const saved = await saveFilter(
      deps,
      watched,
      setToggle(filter, toggle, next[toggleState(filter, toggle)]),
    );
    await turn.talk.show(togglesPanel(turn.t, saved, pageOfToggle(toggle)));
  });
}

function dropRule(filter: WatchFilter, digest: string): WatchFilter {
  for (const list of ['include', 'exclude'] as const) {
    const rule = filter[list].find((one) => digestOf(list, one) === digest);
    if (rule !== undefined) return removeRule(filter, list, rule);
  }
  return filter;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk } = turn;
  const watches = await deps.stores.watches.listOfChat(visit.chatKey);
  const words = splitWords(visit.command?.argument ?? '');
  const [first] = words;
  const hasName = first !== undefined && !isFilterWord(first) && !isPresetName(first);
  const named = hasName ? matchWatches(watches, first, deps.forges) : watches;
  const [only, ...others] = named;
  if (only === undefined || others.length > 0) {
    return talk.reply(choose(deps, turn, watches, hasName && only === undefined));
  }
  await talk.reply(await apply(deps, turn, only, words.slice(hasName ? 1 : 0)));
}

async function apply(
  deps: BotDeps,
  { t }: Turn,
  watched: WatchedProject,
  words: readonly string[],
): Promise<Message> {
  const [first, ...rest] = words;
  if (first === undefined) return filterPanel(t, watched);
  const filter = filterOf(watched.watch);
  const typed = rest.length === 0 && isPresetName(first) ? PRESETS[first](filter) : null;
  const parsed = typed ?? parseFilter(words, filter.base);
  if ('fault' in parsed) return explainFault(t, parsed);
  return filterPanel(t, await saveFilter(deps, watched, parsed));
}

function choose(deps: BotDeps, turn: Turn, watches: readonly WatchedProject[], isMiss: boolean): Message {
  const list = listWatches(turn, {
    watches,
    page: 0,
    now: deps.clock(),
    purpose: 'filters',
  });
  return isMiss ? { ...list, lines: [sentence(turn.t, 'watch.not-watched'), ...list.lines] } : list;
}
