import { cutText } from '../channels/cut-text.js';
import { callTelegram } from '../channels/telegram/telegram-client.js';
import { DeliveryError } from '../domain/errors.js';
import { line, type Message } from '../domain/message.js';
import { SECOND } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';
import { bindPending } from './pending.js';
import type { Visit } from './visit.js';

/** Speaking to the person of one visit. What Telegram does not take is logged, not thrown. */
export interface Talk {
  reply(message: Message): Promise<void>;
  /** The same, for a question that a reply answers: the id of the message; `null` when Telegram did not take it. */
  ask(message: Message): Promise<string | null>;
  /** Rewrites the message whose button was pressed; replies when there is none. */
  show(message: Message): Promise<void>;
  /** The same, for a message that goes on: the id of the one that shows it. */
  place(message: Message): Promise<string | null>;
  /** Rewrites a message of the bot; says it anew where that one is gone. */
  rewrite(messageId: string, message: Message): Promise<void>;
  /** Ends the press, with a short text: in the way until it is read, or passing by. The first answer counts. */
  answer(text?: string, manner?: 'alert' | 'toast'): Promise<void>;
  /**
   * The same for what must be heard: where the press is too old to be answered, it is said in the chat; so is what is
   * too long for that, where nobody else reads it.
   */
  insist(text: string, manner: 'alert' | 'toast'): Promise<void>;
  /** Shows for some seconds, or until it comes, that a picture is being made. */
  announcePicture(): Promise<void>;
  /** Sends a file; false when Telegram did not take it. */
  sendFile(file: OutgoingFile): Promise<boolean>;
  /** Deletes the person's message; false when Telegram did not let us. */
  deleteIncoming(): Promise<boolean>;
}

export interface OutgoingFile {
  readonly name: string;
  readonly content: Buffer;
  readonly caption: string;
}

type TalkDeps = Pick<BotDeps, 'telegram' | 'channel' | 'stores' | 'logger' | 'wait'>;

/** A person waits for the reply: a longer pause is not worth it. */
const LONGEST_PAUSE_SECONDS = 30;

/** https://core.telegram.org/bots/api#answercallbackquery */
const ANSWER_LIMIT = 200;

export function createTalk(deps: TalkDeps, visit: Visit, signal: AbortSignal): Talk {
  const answer = answersOnce(deps, visit);

  async function ask(message: Message): Promise<string | null> {
    const messageId = await attempt(deps, visit, () => sendPatiently(deps, visit, message, signal));
    if (messageId !== null) await bindPending(deps, message, messageId);
    return messageId;
  }

  async function reply(message: Message): Promise<void> {
    await ask(message);
  }

  function place(message: Message): Promise<string | null> {
    return visit.query === null ? ask(message) : rewrite(visit.messageId, message);
  }

  async function rewrite(messageId: string, message: Message): Promise<string | null> {
    const { address } = visit;
    const outcome = await attempt(deps, visit, () => deps.channel.edit(address, messageId, message));
    if (outcome === 'gone') return ask(message);
    await bindPending(deps, message, messageId);
    return messageId;
  }

  return {
    reply,
    ask,
    place,
    async show(message) {
      await place(message);
    },
    async rewrite(messageId, message) {
      await rewrite(messageId, message);
    },
    async answer(text, manner) {
      await answer(text, manner);
    },
    async insist(text, manner) {
      const isForChat = text.length > ANSWER_LIMIT && visit.chatKind === 'private';
      const isHeard = await answer(isForChat ? undefined : text, manner);
      if (isForChat || !isHeard) await reply({ lines: [line(text)] });
    },
    async announcePicture() {
      await attempt(deps, visit, () => announcePicture(deps, visit));
    },
    sendFile: async (file) => (await attempt(deps, visit, () => sendDocument(deps, visit, file))) !== null,
    deleteIncoming: () => deleteMessage(deps, visit.address.chatId, visit.messageId),
  };
}

type Answer = (text?: string, manner?: 'alert' | 'toast') => Promise<boolean>;

/** Ends the press; false when Telegram did not take it. */
function answersOnce(deps: TalkDeps, visit: Visit): Answer {
  let isAnswered = false;
  return async (text, manner = 'alert') => {
    if (visit.query === null || isAnswered) return true;
    isAnswered = true;
    const payload = { callback_query_id: visit.query.id, ...overChat(text, manner) };
    const call = (): Promise<true> => callTelegram(deps.telegram, 'answerCallbackQuery', payload);
    return (await attempt(deps, visit, call)) === true;
  };
}

/** Once more where Telegram asks for a short pause. */
async function sendPatiently(
  deps: TalkDeps,
  visit: Visit,
  message: Message,
  signal: AbortSignal,
): Promise<string> {
  const replyTo = visit.chatKind === 'group' && visit.query === null ? visit.messageId : null;
  const send = (): Promise<string> => deps.channel.send(visit.address, message, { replyTo, isSilent: false });
  try {
    return await send();
  } catch (error) {
    const pause = pauseOf(error);
    if (pause === null) throw error;
    await deps.wait(pause * SECOND, signal);
    return send();
  }
}

/** https://core.telegram.org/bots/api#sendchataction */
function announcePicture({ telegram }: TalkDeps, { address: { chatId, topicId } }: Visit): Promise<unknown> {
  return callTelegram(telegram, 'sendChatAction', {
    chat_id: Number(chatId),
    action: 'upload_photo',
    ...(topicId === null ? {} : { message_thread_id: Number(topicId) }),
  });
}

function sendDocument(
  { telegram }: TalkDeps,
  { address }: Visit,
  { name, content, caption }: OutgoingFile,
): Promise<unknown> {
  return callTelegram(telegram, 'sendDocument', {
    chat_id: Number(address.chatId),
    document: { source: content, filename: name },
    caption,
  });
}

function overChat(text: string | undefined, manner: 'alert' | 'toast'): Record<string, unknown> {
  return text === undefined ? {} : { text: cutText(text, ANSWER_LIMIT), show_alert: manner === 'alert' };
}

/** False when Telegram did not let us: too old, or no right to delete in a group. */
export async function deleteMessage(
  { telegram, logger }: Pick<BotDeps, 'telegram' | 'logger'>,
  chatId: string,
  messageId: string,
): Promise<boolean> {
  try {
    const payload = { chat_id: Number(chatId), message_id: Number(messageId) };
    return await callTelegram(telegram, 'deleteMessage', payload);
  } catch (error) {
    logger.warn({ chatId, error }, 'a message could not be deleted');
    return false;
  }
}

/** Seconds to wait before one more try; `null` when another try is no use, or could say the same thing twice. */
function pauseOf(error: unknown): number | null {
  if (!(error instanceof DeliveryError) || error.code !== 'too-fast') return null;
  const pause = error.retryAfterSeconds ?? 1;
  return pause <= LONGEST_PAUSE_SECONDS ? pause : null;
}

async function attempt<T>(deps: TalkDeps, visit: Visit, call: () => Promise<T>): Promise<T | null> {
  const { chatId } = visit.address;
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    deps.logger.warn({ chatId, error }, 'an answer could not be given');
    if (error.code === 'unreachable') await deps.stores.chats.markUnreachable(chatId);
    if (error.code === 'moved' && error.movedTo !== undefined)
      await deps.stores.chats.move(chatId, error.movedTo);
    return null;
  }
}
