import type { TelegramWorld } from '../telegram/telegram-world.js';
import type { ButtonRows, Entity, WorldMessage } from '../telegram/world-types.js';

/** A message as the page draws it. */
export interface MessageView {
  readonly chatId: number;
  readonly id: number;
  readonly author: 'bot' | 'me' | 'other';
  readonly name: string;
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly buttons: ButtonRows;
  readonly reply: { readonly id: number; readonly name: string; readonly text: string } | null;
  readonly at: string;
  readonly isEdited: boolean;
  /** What it said before each edit, oldest first. */
  readonly earlier: readonly string[];
  readonly isSilent: boolean;
  readonly isDeleted: boolean;
  readonly attachment: string | null;
  /** Address of the picture that it shows. */
  readonly picture: string | null;
  /** A line of Telegram's own, such as "Alice added the bot". */
  readonly service: string | null;
}

export function viewMessage(world: TelegramWorld, message: WorldMessage, viewerId: number): MessageView {
  const name = nameOf(world, message.from);
  const author = message.from === 'bot' ? 'bot' : message.from === viewerId ? 'me' : 'other';
  const isPicture = message.media === 'photo' && message.file !== null;
  const replied =
    message.replyTo === null
      ? undefined
      : world.messages(message.chatId).find((one) => one.id === message.replyTo && !one.isDeleted);
  return {
    chatId: message.chatId,
    id: message.id,
    author,
    name,
    text: message.text,
    entities: message.entities,
    buttons: message.buttons,
    reply:
      replied === undefined
        ? null
        : { id: replied.id, name: nameOf(world, replied.from), text: replied.text.slice(0, 120) },
    at: message.sentAt.toISOString(),
    isEdited: message.editedAt !== null,
    earlier: message.history.map((version) => version.text),
    isSilent: message.isSilent,
    isDeleted: message.isDeleted,
    attachment: message.media === null || isPicture ? null : (message.fileName ?? message.media),
    picture: isPicture ? `/photo/${message.file.id}` : null,
    service: message.service === null ? null : describeService(message.service, name),
  };
}

function nameOf(world: TelegramWorld, from: WorldMessage['from']): string {
  return from === 'bot' ? 'Forgewatch' : world.person(from).name;
}

function describeService(service: Readonly<Record<string, unknown>>, name: string): string {
  if ('new_chat_members' in service) return `${name} added Forgewatch`;
  if ('forum_topic_created' in service) return `${name} opened a topic`;
  if ('migrate_to_chat_id' in service || 'migrate_from_chat_id' in service)
    return 'The group became a supergroup';
  return 'Something changed in this chat';
}
