import type { TelegramState } from './telegram-state.js';
import type { WorldChat, WorldMessage, WorldPerson } from './world-types.js';

/** https://core.telegram.org/bots/api#user */
export function renderPerson(person: WorldPerson): Record<string, unknown> {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.name,
    language_code: person.language,
    ...(person.username === null ? {} : { username: person.username }),
  };
}

/** https://core.telegram.org/bots/api#chat */
export function renderChat(
  chat: WorldChat,
  people: ReadonlyMap<number, WorldPerson>,
): Record<string, unknown> {
  if (chat.kind !== 'private') {
    return { id: chat.id, type: chat.kind, title: chat.title, ...(chat.isForum ? { is_forum: true } : {}) };
  }
  const username = people.get(chat.id)?.username ?? null;
  return { id: chat.id, type: 'private', first_name: chat.title, ...(username === null ? {} : { username }) };
}

/** https://core.telegram.org/bots/api#message; a message replied to comes without its own reply. */
export function renderMessage(
  message: WorldMessage,
  state: TelegramState,
  isNested = false,
): Record<string, unknown> {
  const chat = state.chat(message.chatId);
  const isTopic = chat.isForum && message.topicId !== null;
  return {
    message_id: message.id,
    from: message.from === 'bot' ? state.renderBot() : renderPerson(state.person(message.from)),
    chat: renderChat(chat, state.people),
    date: seconds(message.sentAt),
    ...(message.editedAt === null ? {} : { edit_date: seconds(message.editedAt) }),
    ...(isTopic ? { message_thread_id: message.topicId, is_topic_message: true } : {}),
    ...(isNested ? {} : renderReply(message, chat, state)),
    ...renderContent(message),
    ...(message.buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: message.buttons } }),
    ...message.service,
  };
}

function renderContent(message: WorldMessage): Record<string, unknown> {
  const hasEntities = message.entities.length > 0;
  if (message.media !== null) {
    return {
      ...renderMedia(message),
      ...(message.text === '' ? {} : { caption: message.text }),
      ...(hasEntities ? { caption_entities: message.entities } : {}),
    };
  }
  return {
    ...(message.text === '' ? {} : { text: message.text }),
    ...(hasEntities ? { entities: message.entities } : {}),
    ...(message.isPreviewDisabled ? { link_preview_options: { is_disabled: true } } : {}),
  };
}

function renderMedia({ chatId, id, media, fileName, file, albumId }: WorldMessage): Record<string, unknown> {
  const album = albumId === null ? {} : { media_group_id: albumId };
  const own = {
    file_id: file?.id ?? `file-${chatId}:${id}`,
    file_unique_id: file?.uniqueId ?? `unique-${chatId}:${id}`,
    ...(file === null ? {} : { file_size: file.size }),
  };
  if (media === 'photo') {
    const thumbnail = { file_id: `thumb-${own.file_id}`, file_unique_id: `thumb-${own.file_unique_id}` };
    const sizes = [
      { ...thumbnail, width: 90, height: 67, file_size: 1_000 },
      { ...own, width: 800, height: 600 },
    ];
    return { ...album, photo: sizes };
  }
  if (media === 'voice') return { ...album, voice: { ...own, duration: 3, mime_type: 'audio/ogg' } };
  const named = { ...own, file_name: fileName ?? 'file' };
  if (media === 'video') return { ...album, video: { ...named, duration: 3, width: 800, height: 600 } };
  return { ...album, document: named };
}

/** In a topic, a message that replies to nothing replies to the message that opened the topic. */
function renderReply(message: WorldMessage, chat: WorldChat, state: TelegramState): Record<string, unknown> {
  const isTopic = chat.isForum && message.topicId !== null && message.topicId !== message.id;
  const target = message.replyTo ?? (isTopic ? message.topicId : null);
  if (target === null) return {};
  const replied = state.message(chat.id, target);
  return replied === undefined ? {} : { reply_to_message: renderMessage(replied, state, true) };
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
