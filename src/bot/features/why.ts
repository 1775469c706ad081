import { Composer } from 'telegraf';
import { setToggle } from '../../domain/edit-filter.js';
import type { Line, Message, Span } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import { filterOf } from '../../domain/watch-filter.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { eventWords, toggleNamed, wordsFor } from '../filter-names.js';
import { printRule } from '../filter-text.js';
import { sentence } from '../phrase.js';
import { saveFilter } from '../save-filter.js';
import type { Texts } from '../translator.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';
import { watchOfChat } from '../watch-of-chat.js';

/** `/why` in reply to a message: the watch and the rule that let it through, and a way to have no more of it. */
export function whyFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('why', (turn) => answerCommand(deps, turn)));
  composer.use(onPress('event-off', (turn, { watchId, type }) => switchOff(deps, turn, watchId, type)));
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  await talk.answer();
  if (visit.repliesTo === null) return talk.reply({ lines: [sentence(t, 'why.how')] });
  const told = await deps.stores.news.findTold(visit.address.chatId, visit.repliesTo);
  if (told === null) return talk.reply({ lines: [sentence(t, 'why.not-news')] });
  if (told.kind !== 'event') return talk.reply({ lines: [sentence(t, 'why.notice')] });
  const watched = await watchOfChat(deps, turn, told.rule.watchId);
  const lines = explain(t, told);
  if (watched === null) return talk.reply({ lines: [...lines, sentence(t, 'why.watch-gone')] });
  await talk.reply({ lines, buttons: buttonsFor(t, watched.watch.id, told.event.type) });
}

function explain(t: Texts, { event, rule, project, forgeKind }: EventNotification): readonly Line[] {
  const params = {
    what: eventWords(t, event.type, forgeKind),
    project: { text: project.path, href: project.url },
    level: t(`level-button.${rule.level}`),
  };
  return [
    sentence(t, 'why.watch', params),
    ...filterLines(t, rule.pass, forgeKind),
    sentence(t, 'why.reason', {
      reason: t(rule.reason === null ? noReason(event) : `reason.${rule.reason}`),
    }),
  ];
}

function noReason({ isTeamNews }: EventNotification['event']): 'why.team-news' | 'why.nobodys' {
  return isTeamNews ? 'why.team-news' : 'why.nobodys';
}

function filterLines(t: Texts, pass: EventNotification['rule']['pass'], forgeKind: string): readonly Line[] {
  if (pass === undefined) return [];
  const { toggle, met } = pass;
  const rules: Span = { text: met.map((rule) => printRule(rule)).join(' '), style: 'code' };
  return [
    ...(toggle === null ? [] : [sentence(t, 'why.toggle', { what: wordsFor(t, toggle, forgeKind) })]),
    ...(met.length === 0 ? [] : [sentence(t, 'why.met', { rules })]),
  ];
}

function buttonsFor(t: Texts, watchId: string, type: string): NonNullable<Message['buttons']> {
  return [
    [{ label: t('button.event-off'), action: encodePress({ kind: 'event-off', watchId, type }) }],
    [{ label: t('button.watch-panel'), action: encodePress({ kind: 'watch-open', watchId }) }],
  ];
}

/** The watch keeps its level as the base of a filter; one that is muted for good is left alone. */
async function switchOff(deps: BotDeps, turn: Turn, watchId: string, type: string): Promise<void> {
  const { t, talk } = turn;
  const watched = await watchOfChat(deps, turn, watchId);
  const toggle = toggleNamed(type);
  if (watched === null || toggle === null) return talk.answer(t('watch.gone'));
  if (watched.watch.level === 'muted') return talk.answer(t('why.is-muted'));
  await saveFilter(deps, watched, setToggle(filterOf(watched.watch), toggle, 'off'));
  const { project, account } = watched;
  const params = {
    what: eventWords(t, type, account.forge.kind),
    project: { text: project.path, href: project.url },
  };
  const open = { label: t('button.filter'), action: encodePress({ kind: 'filter-open', watchId }) };
  await talk.show({ lines: [sentence(t, 'why.switched-off', params)], buttons: [[open]] });
}
