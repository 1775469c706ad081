import { badRequest } from '../api-error.js';
import { findChat, findMessage } from '../find-target.js';
import type { TelegramState } from '../telegram-state.js';
import type { WorldMessage } from '../world-types.js';
import type { Methods } from './method.js';

const MAX_AGE_MS = 48 * 3_600_000;

export const removeMethods: Methods = {
  deleteMessage: ({ state, parameters }) => {
    const message = findMessage(state, parameters, 'delete');
    if (!isDeletable(state, message)) throw badRequest("message can't be deleted for everyone");
    state.remove(message);
    return true;
  },

  /** What is not found, or cannot be deleted, is skipped. */
  deleteMessages: ({ state, parameters }) => {
    const chat = findChat(state, parameters);
    const ids = parameters.list('message_ids') ?? [];
    if (ids.length === 0) throw badRequest('message identifiers are not specified');
    if (ids.length > 100) throw badRequest('too many message identifiers specified');
    for (const id of ids) {
      const message = state.message(chat.id, Number(id));
      if (message !== undefined && isDeletable(state, message)) state.remove(message);
    }
    return true;
  },
};

/** https://core.telegram.org/bots/api#deletemessage */
function isDeletable(state: TelegramState, message: WorldMessage): boolean {
  const chat = state.chat(message.chatId);
  if (chat.bot === 'administrator') return true;
  const isYoung = state.clock().getTime() - message.sentAt.getTime() < MAX_AGE_MS;
  return isYoung && (message.from === 'bot' || chat.kind === 'private');
}
