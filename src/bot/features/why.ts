import { Composer } from 'telegraf';
import { setToggle } from '../../domain/edit-filter.js';
import type { Notification } from '../../domain/notification.js';
import { filterOf } from '../../domain/watch-filter.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { eventWords, toggleNamed } from '../filter-names.js';
import { sentence } from '../phrase.js';
import { saveFilter } from '../save-filter.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';
import { watchOfChat } from '../watch-of-chat.js';
import { whyMessage } from '../why-text.js';

/** A message sums up no more than these. */
const MOST_TOLD = 500;

/** `/why` in reply to a message: the watches and the rules that let it through, and ways to have no more of it. */
export function whyFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('why', (turn) => answerCommand(deps, turn)));
  composer.use(onPress('event-off', (turn, press) => switchOff(deps, turn, press)));
  composer.use(onPress('event-off-one', (turn, press) => switchOff(deps, turn, press)));
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  await talk.answer();
  if (visit.repliesTo === null) return talk.reply({ lines: [sentence(t, 'why.how')] });
  const told = await deps.stores.news.listTold(visit.address.chatId, visit.repliesTo, MOST_TOLD);
  await talk.reply(whyMessage(t, told, await presentAmong(deps, turn, told)));
}

async function presentAmong(
  deps: BotDeps,
  turn: Turn,
  told: readonly Notification[],
): Promise<ReadonlySet<string>> {
  const named = new Set(told.flatMap((one) => (one.kind === 'event' ? [one.rule.watchId] : [])));
  if (named.size === 0) return named;
  const here = await deps.stores.watches.listOfChat(turn.visit.chatKey);
  return new Set(here.map(({ watch }) => watch.id).filter((id) => named.has(id)));
}

interface Off {
  readonly kind: 'event-off' | 'event-off-one';
  readonly watchId: string;
  readonly type: string;
}

/** The watch keeps its level as the base of a filter; one that is muted for good is left alone. */
async function switchOff(deps: BotDeps, turn: Turn, { kind, watchId, type }: Off): Promise<void> {
  const { t, talk } = turn;
  const watched = await watchOfChat(deps, turn, watchId);
  const toggle = toggleNamed(type);
  if (watched === null || toggle === null) return talk.answer(t('watch.gone'));
  if (watched.watch.level === 'muted') return talk.answer(t('why.is-muted'));
  await saveFilter(deps, watched, setToggle(filterOf(watched.watch), toggle, 'off'));
  const { project, account } = watched;
  const what = eventWords(t, type, account.forge.kind);
  if (kind === 'event-off-one')
    return talk.answer(t('why.switched-off', { project: project.path, what }), 'toast');
  const open = { label: t('button.filter'), action: encodePress({ kind: 'filter-open', watchId }) };
  const params = { what, project: { text: project.path, href: project.url } };
  await talk.show({ lines: [sentence(t, 'why.switched-off', params)], buttons: [[open]] });
}
