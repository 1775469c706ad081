import type { Desk } from '../../domain/desk.js';
import { disarmed } from '../../domain/ticket-text.js';
import type { BotDeps } from '../bot-deps.js';
import { rememberAlbum } from '../files/album.js';
import { usableFiles } from '../files/usable-files.js';
import { emptyDraft } from '../new-issue/draft.js';
import { asTitle, withText, withTitle, type SaidWords } from '../new-issue/said-words.js';
import { goOn, LONGEST_TITLE } from '../new-issue/steps.js';
import { rememberSaid } from '../new-issue/take-change.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { desksFor } from './desk-of-visit.js';
import { openTicket, refusalOf } from './open-ticket.js';

/** `/report The title`, its text on the lines below. What is too long for a title is text as well. */
export function parseReport({ command, markdown }: Pick<Visit, 'command' | 'markdown'>): SaidWords {
  const [line = ''] = (command?.argument ?? '').split('\n');
  const title = asTitle(line);
  if (disarmed(title).length > LONGEST_TITLE) return { title: '', text: markdown.trim() };
  const [, ...rest] = markdown.split('\n');
  return { title, text: rest.join('\n').trim() };
}

/** Of the report that a message makes at once. */
export function reportKey({ address, messageId }: Visit): string {
  return `report:${address.chatId}:${messageId}`;
}

/** Takes a report at once, or asks for what it lacks. False where nobody can report. */
export async function beginReport(deps: BotDeps, turn: Turn): Promise<boolean> {
  const { visit, talk } = turn;
  const desks = await desksFor(deps, visit);
  const [first, ...others] = desks;
  if (first === undefined) return false;
  await keepChat(deps, visit);
  await talk.answer();
  const only = others.length === 0 ? first : null;
  const { title, text } = parseReport(visit);
  // The rest of an album is still to come.
  if (only !== null && title !== '' && visit.albumId === null) {
    await reportAtOnce(deps, turn, only, { title, text });
    return true;
  }
  const refusal = only === null ? null : await refusalOf(deps, turn, only);
  if (refusal !== null) await talk.reply({ lines: [refusal] });
  else await beginDraft(deps, turn, desks, { title, text });
  return true;
}

/** Where the reporter hears of it: in private, whoever is no member reads what they have in Telegram. */
async function keepChat(
  { stores }: BotDeps,
  { address, chatKind: kind, chatTitle: title, visitor }: Visit,
): Promise<void> {
  const language = kind === 'private' ? visitor.language : null;
  const chat = await stores.chats.save({ address, kind, title, language });
  if (language === null || chat.language === language) return;
  await stores.chats.chooseLanguage(address.chatId, language);
}

async function reportAtOnce(deps: BotDeps, turn: Turn, desk: Desk, words: SaidWords): Promise<void> {
  const { visit, talk, t } = turn;
  const requestKey = reportKey(visit);
  const attachments = await usableFiles(deps, turn, desk.forge.kind);
  const answer = await openTicket(deps, turn, desk, { requestKey, ...words, attachments });
  await talk.reply({
    lines: [answer.line, ...(answer.isOfWords === true ? [sentence(t, 'report.how')] : [])],
  });
}

async function beginDraft(
  deps: BotDeps,
  turn: Turn,
  desks: readonly Desk[],
  { title, text }: SaidWords,
): Promise<void> {
  const { visit } = turn;
  const places = desks.map(({ forge, project }) => ({ forge, project }));
  const isOne = desks.length === 1;
  const empty = emptyDraft(deps.randomId(), {
    role: null,
    place: isOne ? (places[0] ?? null) : null,
    places: isOne ? [] : places,
    title: '',
    text: null,
    attachments: visit.attachments,
    desk: { id: isOne ? (desks[0]?.id ?? null) : null, offered: desks.map(({ id }) => id) },
  });
  const titled = withTitle(empty, visit.messageId, title);
  const draft = text === '' && title === '' ? titled : withText(titled, visit.messageId, text);
  await rememberSaid(deps, visit, draft);
  await rememberAlbum(deps, visit, 'album-draft', { draftId: draft.id });
  const isTooLong = title === '' && text !== '';
  const note = isTooLong ? sentence(turn.t, 'report.title-too-long', { count: LONGEST_TITLE }) : null;
  await goOn(deps, turn, draft, note);
}
