import { Composer } from 'telegraf';
import { addRule, countRules, MOST_RULES, removeRule } from '../../domain/edit-filter.js';
import type { TextLine } from '../../domain/message.js';
import { BEARERS, offeredValues } from '../../domain/offered-values.js';
import type { PendingAction, WatchedProject } from '../../domain/ports/people-store.js';
import { MINUTE } from '../../domain/time.js';
import {
  ANY_BOT,
  FILTER_FIELDS,
  type FilterField,
  filterOf,
  type FilterRule,
} from '../../domain/watch-filter.js';
import { forgetAnswer, keepAnswer } from '../acting/ask.js';
import { isStop, onAnswer } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { explainFault } from '../explain-fault.js';
import { filterPanel } from '../filter-panel.js';
import { printRule, readValues } from '../filter-text.js';
import { rewritePanel } from '../panel-answer.js';
import { textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import {
  choicesOf,
  digestOfValue,
  fieldsPanel,
  pageOfValue,
  type RuleChoice,
  valuesPanel,
} from '../rule-panels.js';
import { saveFilter } from '../save-filter.js';
import { onPress, type BotContext, type Turn } from '../turn.js';
import { withWatch } from '../watch-of-chat.js';

/** A value that is written instead of pressed. */
const VALUE_REPLY = 'filter-value-reply';
const REPLY_LIFETIME_MS = 30 * MINUTE;
/** Of the things that bear a field, the last seen. */
const MOST_SEEN = 300;

/** Rules of filters, added by buttons, or by a reply to the list that the buttons show: in one message. */
export function filterRulesFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onAnswer(deps, VALUE_REPLY, (turn, asked) => takeReply(deps, turn, asked)));
  composer.use(
    onPress('filter-fields', (turn, { watchId, list }) =>
      withWatch(deps, turn, watchId, async (watched) => {
        await forgetAnswer(deps, turn.visit, turn.visit.messageId);
        await turn.talk.show(fieldsPanel(turn.t, watched, list));
      }),
    ),
  );
  composer.use(
    onPress('filter-values', (turn, { watchId, page, ...choice }) =>
      withWatch(deps, turn, watchId, async (watched) => {
        const offered = await offeredFor(deps, watched, choice.field);
        await showValues(deps, turn, { watched, choice }, { offered, page });
      }),
    ),
  );
  composer.use(
    onPress('filter-value', (turn, { watchId, digest, ...choice }) =>
      withWatch(deps, turn, watchId, (watched) => pressValue(deps, turn, { watched, choice }, digest)),
    ),
  );
  return composer;
}

interface Choosing {
  readonly watched: WatchedProject;
  readonly choice: RuleChoice;
}

interface Shown {
  readonly offered: readonly string[];
  readonly page: number;
}

/** In the message whose button was pressed; a reply to it is understood for a while. */
async function showValues(
  deps: BotDeps,
  { t, talk, visit }: Turn,
  { watched, choice }: Choosing,
  shown: Shown,
): Promise<void> {
  const messageId = await talk.place(valuesPanel(t, watched, { ...choice, ...shown }));
  if (messageId === null) return;
  const payload = { watchId: watched.watch.id, ...choice };
  await keepAnswer(deps, visit, messageId, { action: VALUE_REPLY, payload, lifetimeMs: REPLY_LIFETIME_MS });
}

/** What was seen of a field in the project by the account that watches it. */
async function offeredFor(
  { stores }: BotDeps,
  { account, project }: WatchedProject,
  field: FilterField,
): Promise<readonly string[]> {
  const wanted = {
    projectId: project.id,
    kinds: BEARERS[field],
    withFiles: field === 'path',
    limit: MOST_SEEN,
  };
  return offeredValues(field, await stores.subjects.lastSeen(account.id, wanted));
}

/** A value becomes a rule, or is one no more. */
async function pressValue(deps: BotDeps, turn: Turn, choosing: Choosing, digest: string): Promise<void> {
  const { talk, t } = turn;
  const { watched, choice } = choosing;
  const { list, field } = choice;
  const filter = filterOf(watched.watch);
  const offered = field === 'bots' ? [ANY_BOT.pattern] : await offeredFor(deps, watched, field);
  const choices = choicesOf(filter, choice, offered);
  const pattern = choices.find((one) => digestOfValue(one) === digest);
  if (pattern === undefined) {
    await talk.answer(t('filters.value-gone'));
    return showValues(deps, turn, choosing, { offered, page: 0 });
  }
  const rule = { field, pattern };
  const isThere = filter[list].some((one) => one.field === field && one.pattern === pattern);
  const changed = isThere ? removeRule(filter, list, rule) : addRule(filter, list, rule);
  if (countRules(changed) > MOST_RULES) return talk.answer(t('filters.full', { count: MOST_RULES }));
  const saved = await saveFilter(deps, watched, changed);
  if (field === 'bots') return talk.show(fieldsPanel(t, saved, list));
  await showValues(deps, turn, { watched: saved, choice }, { offered, page: pageOfValue(choices, pattern) });
}

/** The list is brought up to date where it stands, and in private what was typed goes: the list shows it. */
async function takeReply(deps: BotDeps, turn: Turn, { payload }: PendingAction): Promise<boolean> {
  const { visit, talk, t } = turn;
  const choice = choiceIn(payload);
  if (choice === null || visit.repliesTo === null) return false;
  const messageId = visit.repliesTo;
  await withWatch(deps, turn, textIn(payload, 'watchId'), async (watched) => {
    if (isStop(visit.text.trim())) {
      await forgetAnswer(deps, visit, messageId);
      return talk.rewrite(messageId, filterPanel(t, watched));
    }
    if (visit.text.trim() === '') return talk.reply({ lines: [sentence(t, 'ask.only-text')] });
    const filter = filterOf(watched.watch);
    const changed = readValues(filter, choice, visit.text);
    if ('fault' in changed) return talk.reply(explainFault(t, changed));
    const saved = await saveFilter(deps, watched, changed);
    const offered = await offeredFor(deps, watched, choice.field);
    const added = changed[choice.list].filter((rule) => !filter[choice.list].includes(rule));
    const note = addedNote(turn, choice, added);
    await rewritePanel(turn, valuesPanel(t, saved, { ...choice, ...note, offered, page: 0 }));
  });
  return true;
}

/** Nothing is said of what was there before. */
function addedNote(
  { t }: Turn,
  { list }: RuleChoice,
  added: readonly FilterRule[],
): { readonly note?: TextLine } {
  if (added.length === 0) return {};
  const text = `${list === 'include' ? 'only' : 'not'} ${added.map((rule) => printRule(rule)).join(' ')}`;
  return { note: sentence(t, 'filters.added', { rules: { text, style: 'code' } }) };
}

/** `null` for what another version of the program kept. */
function choiceIn(payload: PendingAction['payload']): RuleChoice | null {
  const list = textIn(payload, 'list');
  const field = FILTER_FIELDS.find((known) => known === textIn(payload, 'field'));
  if (field === undefined || (list !== 'include' && list !== 'exclude')) return null;
  return { list, field };
}
