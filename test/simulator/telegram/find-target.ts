import { ApiError, badRequest, forbidden } from './api-error.js';
import type { Parameters } from './parameters.js';
import type { TelegramState } from './telegram-state.js';
import type { Mutable, WorldChat, WorldMessage } from './world-types.js';

/** The chat a method is about, or the refusal that the bot gets there. */
export function findChat(state: TelegramState, parameters: Parameters): WorldChat {
  const given = parameters.text('chat_id') ?? '';
  if (given === '') throw badRequest('chat_id is empty');
  const chat = state.chats.get(Number(given));
  if (chat === undefined) throw badRequest('chat not found');
  if (chat.kind === 'private') refusePerson(state, chat);
  else refuseGroup(chat);
  return chat;
}

function refusePerson(state: TelegramState, chat: WorldChat): void {
  const person = state.person(chat.id);
  if (person.isDeactivated) throw forbidden('user is deactivated');
  if (person.hasBlockedBot) throw forbidden('bot was blocked by the user');
  if (person.hasStarted) return;
  const isKnown = [...state.chats.values()].some(
    (other) => other.kind !== 'private' && other.members.has(person.id) && isInside(other),
  );
  throw isKnown ? forbidden("bot can't initiate conversation with a user") : badRequest('chat not found');
}

function refuseGroup(chat: WorldChat): void {
  const name = chat.kind === 'group' ? 'group' : 'supergroup';
  if (chat.migratedTo !== null) {
    throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo,
    });
  }
  if (chat.isDeleted) throw forbidden('the group chat was deleted');
  if (chat.bot === 'kicked') throw forbidden(`bot was kicked from the ${name} chat`);
  if (chat.bot === 'left') throw forbidden(`bot is not a member of the ${name} chat`);
}

export function isInside(chat: WorldChat): boolean {
  return chat.bot === 'member' || chat.bot === 'administrator';
}

/** The topic to send to; `null` for a chat without topics and for the topic General. */
export function findTopic(chat: WorldChat, parameters: Parameters): number | null {
  const id = parameters.integer('message_thread_id') ?? 0;
  if (id === 0) return null;
  const topic = chat.topics.get(id);
  if (topic === undefined || topic.isDeleted) throw badRequest('message thread not found');
  if (topic.isClosed && !topic.isOfBot && !managesTopics(chat)) throw badRequest('TOPIC_CLOSED');
  return id;
}

/** Only those, and who made a topic, write to it while it is closed. */
export function managesTopics(chat: WorldChat): boolean {
  return chat.bot === 'administrator' && chat.botManagesTopics;
}

/** The message to reply to; a lost one is refused unless the caller allows it. */
export function findReply(state: TelegramState, chat: WorldChat, parameters: Parameters): number | null {
  const reply = parameters.object('reply_parameters');
  const id = reply === undefined ? parameters.integer('reply_to_message_id') : Number(reply['message_id']);
  if (id === undefined || id === 0) return null;
  if (state.message(chat.id, id) !== undefined) return id;
  const isAllowed =
    reply === undefined
      ? parameters.flag('allow_sending_without_reply')
      : reply['allow_sending_without_reply'] === true;
  if (isAllowed) return null;
  throw badRequest('message to be replied not found');
}

export function findMessage(
  state: TelegramState,
  parameters: Parameters,
  what: 'edit' | 'delete',
): Mutable<WorldMessage> {
  const chat = findChat(state, parameters);
  const id = parameters.integer('message_id');
  if (id === undefined || id <= 0) throw badRequest('message identifier is not specified');
  const message = state.message(chat.id, id);
  if (message === undefined) throw badRequest(`message to ${what} not found`);
  return message;
}
