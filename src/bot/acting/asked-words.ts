import { z } from 'zod';
import type { ActionInput } from '../../actions/define-action.js';
import type { JsonObject } from '../../domain/json.js';
import { quote, type Line, type Message } from '../../domain/message.js';
import type { BotDeps } from '../bot-deps.js';
import { fileLines } from '../files/file-lines.js';
import { findOwn, putPending } from '../pending.js';
import type { Texts } from '../translator.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { joinParts, partsWith, recallAsked, recallParts, rememberParts } from './comment-parts.js';
import { errandFromJson, errandToJson, type Errand } from './errand.js';

/** A question about what somebody wrote: what it is kept under, where it stands, what it says besides their words. */
interface WordsQuestion {
  readonly id: string;
  readonly action: string;
  readonly lifetimeMs: number;
  readonly messageId: string;
  readonly message: Message;
}

const kept = z.object({
  id: z.string(),
  action: z.string(),
  lifetimeMs: z.number(),
  messageId: z.string(),
  // Nobody but this program writes it.
  message: z.custom<Message>((value) => z.object({ lines: z.array(z.unknown()) }).safeParse(value).success),
});

const ASKED_WORDS = 'asked-words';

/** The words that are asked about, and their files. */
export function wordLines(t: Texts, { text = '', attachments = [] }: ActionInput): readonly Line[] {
  return [...(text.trim() === '' ? [] : [quote(text)]), ...fileLines(t, attachments)];
}

/** Was asked about what a message says: a change of that message, or the rest of its album, changes the question. */
export async function rememberQuestion(
  deps: BotDeps,
  visit: Visit,
  { input }: Errand,
  question: WordsQuestion,
): Promise<void> {
  if (visit.query !== null || wordLess(input)) return;
  const isOfAlbum = visit.albumId !== null && (input.attachments ?? []).length > 0;
  await keepQuestion(deps, visit, question, isOfAlbum);
}

async function keepQuestion(
  deps: BotDeps,
  visit: Visit,
  question: WordsQuestion,
  isOfAlbum: boolean,
): Promise<void> {
  const payload = JSON.parse(JSON.stringify(question)) as JsonObject;
  if (isOfAlbum) return rememberParts(deps, visit, await partsWith(deps, visit), payload);
  const { lifetimeMs } = question;
  await putPending(deps, visit, questionId(visit), { action: ASKED_WORDS, payload, lifetimeMs });
}

function wordLess({ text = '', attachments = [] }: ActionInput): boolean {
  return text === '' && attachments.length === 0;
}

/** A further message of an album joins the question that still waits. False where none does: it was answered, or is gone. */
export async function joinQuestion(deps: BotDeps, turn: Turn): Promise<boolean> {
  const { visit } = turn;
  const waiting = await findWaiting(deps, visit);
  if (waiting === null) return false;
  const isTakenAlready = (await recallParts(deps, visit)).some((part) => part.messageId === visit.messageId);
  if (!isTakenAlready) await askAnew(deps, turn, waiting, await joinedInput(deps, visit, waiting));
  return true;
}

/**
 * The message was changed before the question about it was answered: what is sent on "yes" is what it says now. False
 * where no question waits.
 */
export async function rewordQuestion(deps: BotDeps, turn: Turn): Promise<boolean> {
  const waiting = await findWaiting(deps, turn.visit);
  if (waiting === null) return false;
  const input = await joinedInput(deps, turn.visit, waiting);
  if (!wordLess(input)) await askAnew(deps, turn, waiting, input);
  return true;
}

interface Waiting {
  readonly question: WordsQuestion;
  readonly errand: NonNullable<ReturnType<typeof errandFromJson>>;
  readonly isOfAlbum: boolean;
}

async function findWaiting(deps: BotDeps, visit: Visit): Promise<Waiting | null> {
  const ofAlbum = await recallAsked(deps, visit);
  const own = ofAlbum ?? (await findOwn(deps, visit, questionId(visit), ASKED_WORDS))?.payload;
  const question = kept.safeParse(own).data;
  if (question === undefined) return null;
  const pending = await findOwn(deps, visit, question.id, question.action);
  const errand = pending === null ? null : errandFromJson(pending.payload);
  if (errand === null) return null;
  const isAnswered = (await deps.stores.actions.find(requestKeyOf(errand, question.id))) !== null;
  return isAnswered ? null : { question, errand, isOfAlbum: ofAlbum !== undefined && ofAlbum !== null };
}

/** Of what is done on "yes". */
export function requestKeyOf({ requestKey }: Errand, pendingId: string): string {
  return requestKey ?? `yes:${pendingId}`;
}

async function joinedInput(
  deps: BotDeps,
  visit: Visit,
  { errand, isOfAlbum }: Waiting,
): Promise<ActionInput> {
  const { text, attachments } = joinParts(await partsWith(deps, visit));
  return isOfAlbum ? { ...errand.input, text, attachments } : { ...errand.input, text };
}

async function askAnew(
  deps: BotDeps,
  { visit, talk, t }: Turn,
  { question, errand, isOfAlbum }: Waiting,
  input: ActionInput,
): Promise<void> {
  const { id, action, lifetimeMs, messageId, message } = question;
  const { choices, ...rest } = errand;
  const payload = errandToJson({ ...rest, input }, choices);
  await putPending(deps, visit, id, { action, payload, lifetimeMs });
  await keepQuestion(deps, visit, question, isOfAlbum);
  await talk.rewrite(messageId, { ...message, lines: [...message.lines, ...wordLines(t, input)] });
}

/** Holds a colon, which no callback data can name. */
function questionId({ address, messageId }: Visit): string {
  return `asked:${address.chatId}:${messageId}`;
}
