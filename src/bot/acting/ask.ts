import type { ActionInput, AnyActionDefinition, Asked, Variant } from '../../actions/define-action.js';
import { ForgeError } from '../../domain/errors.js';
import type { Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { MINUTE } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { troubleOf } from '../forge-trouble.js';
import { instanceLabel } from '../forge-words.js';
import { findOwn, putPending, type Question } from '../pending.js';
import { sentence } from '../phrase.js';
import type { TextKey } from '../translator.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { errandToJson, type Errand } from './errand.js';
import { keepOptions, type Option } from './option-pages.js';
import { wordsFor } from './outcome-text.js';
import type { Prepared, Via } from './run-errand.js';
import { say } from './show-outcome.js';

/** A question that a reply answers, kept under the message that asked it. */
export const REPLY = 'act-reply';

const REPLY_LIFETIME_MS = 30 * MINUTE;
const LABEL_LENGTH = 40;

const NONE_LIKE_THAT = {
  reviewer: 'ask.nobody',
  assignee: 'ask.nobody',
  label: 'ask.no-such-label',
  thread: 'ask.no-threads',
} as const;

const MISSING: Readonly<Record<Asked, (input: ActionInput) => boolean>> = {
  text: ({ text = '', attachments = [] }) => text.trim() === '' && attachments.length === 0,
  reviewer: ({ person }) => person === undefined,
  assignee: ({ person }) => person === undefined,
  label: ({ label }) => label === undefined,
  thread: ({ threadId }) => threadId === undefined,
};

export function isAskedStill({ asks }: AnyActionDefinition, input: ActionInput): boolean {
  return asks !== undefined && MISSING[asks](input);
}

/** Asks for what the action still needs: by a reply, or by buttons with what the forge has. */
export async function askFor(
  deps: BotDeps,
  turn: Turn,
  prepared: Prepared,
  how: { readonly via: Via; readonly query?: string },
): Promise<void> {
  const { errand, definition } = prepared;
  const { asks = 'text' } = definition;
  const words = wordsFor(turn.t, errand.ground);
  if (asks === 'text') {
    await turn.talk.answer();
    const key = `ask.text.${errand.action}` as TextKey;
    return askByReply(deps, turn, errand, { lines: [sentence(turn.t, key, words)], asksReply: true });
  }
  const { query = '' } = how;
  const isShared = turn.visit.chatKind === 'group';
  const options = await readOptions(deps, prepared, { asks, query, isShared });
  if (options instanceof ForgeError) {
    const { key, params } = troubleOf(options);
    return say(turn, how, key, { forge: instanceLabel(errand.ground.forge), ...params });
  }
  // Not before: a press has one answer, which is where trouble is told.
  await turn.talk.answer();
  if (options.length > 0) {
    const message = await keepOptions(deps, turn, { errand, asks }, options);
    return asks === 'thread' ? turn.talk.reply(message) : askByReply(deps, turn, errand, message);
  }
  const isNarrowed = asks !== 'label' || query !== '';
  const none = { lines: [sentence(turn.t, isNarrowed ? NONE_LIKE_THAT[asks] : 'ask.no-labels', words)] };
  if (asks === 'thread' || !isNarrowed) return turn.talk.reply(none);
  await askByReply(deps, turn, errand, { ...none, asksReply: true });
}

/** Which of more ways than one message has room for. */
export async function askWhich(
  deps: BotDeps,
  turn: Turn,
  { errand, variants }: { readonly errand: Errand; readonly variants: readonly Variant[] },
  { via }: { readonly via: Via },
): Promise<void> {
  const options = variants.map(({ name, input }) => ({ label: cut(name ?? ''), input }));
  const message = await keepOptions(deps, turn, { errand, asks: 'variant' }, options);
  await turn.talk.answer();
  await (via === 'question' ? turn.talk.show(message) : turn.talk.reply(message));
}

interface Wanted {
  readonly asks: Exclude<Asked, 'text'>;
  readonly query: string;
  /** Others look on. */
  readonly isShared: boolean;
}

async function readOptions(
  deps: BotDeps,
  { errand, account }: Prepared,
  { asks, query, isShared }: Wanted,
): Promise<readonly Option[] | ForgeError> {
  const { forge, project, target } = errand.ground;
  const actions = deps.actions[forge.kind];
  const session = deps.openSession(account);
  try {
    if (asks === 'label') {
      const labels = await actions.listLabels(session, project);
      const isMeant = (label: string): boolean => label.toLowerCase().includes(query.toLowerCase());
      return labels.filter(isMeant).map((label) => ({ label: cut(label), input: { label } }));
    }
    if (asks === 'thread') {
      const number = target.kind === 'pipeline' ? '' : target.number;
      const threads = await actions.listOpenThreads(session, project, number);
      const shown = threads.filter(({ isInternal }) => !isShared || isInternal !== true);
      return shown.map(({ id, author, body }) => ({
        label: cut(`${author.name}: ${body.replace(/\s+/g, ' ')}`),
        input: { threadId: id },
      }));
    }
    const people = await actions.listMembers(session, project, query);
    return people.map((person) => ({ label: cut(person.name), input: { person } }));
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'the choices for an action could not be read');
    return error;
  }
}

export function cut(text: string): string {
  return text.length <= LABEL_LENGTH ? text : `${text.slice(0, LABEL_LENGTH - 1)}…`;
}

function askByReply(deps: BotDeps, turn: Turn, errand: Errand, message: Message): Promise<void> {
  const payload = errandToJson(errand, []);
  return askAndKeep(deps, turn, message, { action: REPLY, payload, lifetimeMs: REPLY_LIFETIME_MS });
}

/** Asks by a message and keeps under it what a reply to it means. */
export async function askAndKeep(
  deps: BotDeps,
  { talk, visit }: Turn,
  message: Message,
  question: Question,
): Promise<void> {
  const messageId = await talk.ask(message);
  if (messageId !== null) await keepAnswer(deps, visit, messageId, question);
}

/** Keeps what this visitor's reply to that message means. */
export async function keepAnswer(
  deps: Pick<BotDeps, 'stores' | 'clock'>,
  visit: Visit,
  messageId: string,
  question: Question,
): Promise<void> {
  await putPending(deps, visit, replyId(visit.address.chatId, messageId), question);
}

/** The message asks nothing any more. */
export async function forgetAnswer(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { address }: Visit,
  messageId: string,
): Promise<void> {
  await stores.pending.take(replyId(address.chatId, messageId), clock());
}

/** What this visitor was asked by that message. */
export function findQuestion(
  deps: BotDeps,
  { visit }: Turn,
  messageId: string,
  action: string,
): Promise<PendingAction | null> {
  return findOwn(deps, visit, replyId(visit.address.chatId, messageId), action);
}

/** What this visitor was asked by the message that they reply to, whatever it is. */
export async function findAnyQuestion(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { repliesTo, address, visitor }: Visit,
): Promise<PendingAction | null> {
  const asked =
    repliesTo === null ? null : await stores.pending.find(replyId(address.chatId, repliesTo), clock());
  return asked?.personId === visitor.id ? asked : null;
}

/** Holds a colon, which no callback data can name. */
function replyId(chatId: string, messageId: string): string {
  return `reply:${chatId}:${messageId}`;
}
