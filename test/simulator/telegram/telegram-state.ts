import { createHash } from 'node:crypto';
import type { Clock } from '../../../src/domain/time.js';
import type { Pacing } from './pacing.js';
import { renderChat, renderMessage, renderPerson } from './render-api.js';
import { UpdateQueue } from './update-queue.js';
import type {
  CallbackAnswer,
  Mutable,
  WorldChat,
  WorldEvent,
  WorldFile,
  WorldMessage,
  WorldPerson,
} from './world-types.js';

export interface BotIdentity {
  readonly id: number;
  readonly name: string;
  readonly username: string;
}

export interface CallbackQuery {
  readonly id: string;
  readonly personId: number;
  readonly data: string;
  readonly pressedAt: Date;
  answer: CallbackAnswer | null;
}

export interface CommandList {
  readonly scope: Readonly<Record<string, unknown>>;
  readonly language: string;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

export type MessageDraft = Partial<Omit<WorldMessage, 'id' | 'chatId' | 'sentAt'>> &
  Pick<WorldMessage, 'from'>;

/** All that Telegram remembers, and the two ways out of it: updates to the bot, events to whoever looks at the chat. */
export class TelegramState {
  readonly bot: BotIdentity = { id: 700_000_001, name: 'Forgewatch', username: 'forgewatch_bot' };
  readonly people = new Map<number, WorldPerson>();
  readonly chats = new Map<number, WorldChat>();
  readonly updates = new UpdateQueue();
  readonly queries = new Map<string, CallbackQuery>();
  readonly clock: Clock;
  readonly pacing: Pacing;
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  /** Private chats and basic groups share one numbering, a supergroup has its own. */
  #sharedMessageId = 0;
  readonly files = new Map<string, WorldFile>();
  /** A server with `--local` tells the place on its own disk instead: https://core.telegram.org/bots/api#using-a-local-bot-api-server */
  keepsFilesToItself = false;
  commandLists: CommandList[] = [];
  tokenState: 'valid' | 'revoked' | 'logged-out' = 'valid';

  constructor(clock: Clock, pacing: Pacing) {
    this.clock = clock;
    this.pacing = pacing;
  }

  listen(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: WorldEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  person(id: number): WorldPerson {
    const person = this.people.get(id);
    if (person === undefined) throw new Error(`No person ${id} in this world`);
    return person;
  }

  chat(id: number): WorldChat {
    const chat = this.chats.get(id);
    if (chat === undefined) throw new Error(`No chat ${id} in this world`);
    return chat;
  }

  message(chatId: number, id: number): Mutable<WorldMessage> | undefined {
    return this.chats.get(chatId)?.messages.find((message) => message.id === id && !message.isDeleted);
  }

  addMessage(chat: WorldChat, draft: MessageDraft): Mutable<WorldMessage> {
    const message: Mutable<WorldMessage> = {
      text: '',
      entities: [],
      topicId: null,
      buttons: [],
      replyTo: null,
      isSilent: false,
      isDeleted: false,
      editedAt: null,
      history: [],
      media: null,
      fileName: null,
      file: null,
      albumId: null,
      isPreviewDisabled: false,
      service: null,
      keyboard: null,
      ...draft,
      chatId: chat.id,
      id: this.#nextMessageId(chat),
      sentAt: this.clock(),
    };
    chat.messages.push(message);
    this.emit({ kind: 'message', message });
    return message;
  }

  keepFile(name: string, content: Buffer): WorldFile {
    const number = this.files.size + 1;
    const uniqueId = `AgAD${createHash('md5').update(content).digest('hex').slice(0, 12)}`;
    const path = `files/file_${number}${/\.\w+$/.exec(name)?.[0] ?? ''}`;
    const file = { id: `file-${number}-${uniqueId}`, uniqueId, size: content.length, path, content };
    this.files.set(file.id, file);
    return file;
  }

  edit(
    message: Mutable<WorldMessage>,
    change: Partial<Pick<WorldMessage, 'text' | 'entities' | 'buttons' | 'media' | 'file'>>,
  ): void {
    const { text, entities, buttons } = message;
    const at = message.editedAt ?? message.sentAt;
    message.history = [...message.history, { text, entities, buttons, at }];
    Object.assign(message, change);
    message.editedAt = this.clock();
    this.emit({ kind: 'edited', message });
  }

  remove(message: Mutable<WorldMessage>): void {
    message.isDeleted = true;
    this.emit({ kind: 'deleted', message });
  }

  /** In groups a bot in privacy mode is told of commands, of replies to it and of service messages only. */
  tellBot(kind: 'message' | 'edited_message', message: WorldMessage): void {
    const chat = this.chat(message.chatId);
    if (this.#isVisibleToBot(chat, message)) this.updates.push(kind, this.render(message));
  }

  /** `my_chat_member`: the bot's own place in a chat changed. */
  tellMembership(chat: WorldChat, by: WorldPerson, before: string, after: string): void {
    const member = (status: string): Record<string, unknown> => ({
      user: this.renderBot(),
      status,
      ...(status === 'kicked' ? { until_date: 0 } : {}),
      ...(status === 'administrator' ? administratorRights(chat) : {}),
    });
    this.updates.push('my_chat_member', {
      chat: renderChat(chat, this.people),
      from: renderPerson(by),
      date: seconds(this.clock()),
      old_chat_member: member(before),
      new_chat_member: member(after),
    });
  }

  render(message: WorldMessage): Record<string, unknown> {
    return renderMessage(message, this);
  }

  renderBot(): Record<string, unknown> {
    return { id: this.bot.id, is_bot: true, first_name: this.bot.name, username: this.bot.username };
  }

  #isVisibleToBot(chat: WorldChat, message: WorldMessage): boolean {
    if (chat.kind === 'private') return true;
    if (chat.bot === 'left' || chat.bot === 'kicked') return false;
    if (chat.bot === 'administrator' || message.service !== null) return true;
    if (message.replyTo !== null && this.message(chat.id, message.replyTo)?.from === 'bot') return true;
    return message.entities.some((entity) => {
      if (entity.type !== 'bot_command') return false;
      const addressee = message.text.slice(entity.offset, entity.offset + entity.length).split('@')[1];
      return addressee === undefined || addressee.toLowerCase() === this.bot.username.toLowerCase();
    });
  }

  #nextMessageId(chat: WorldChat): number {
    if (chat.kind === 'supergroup') return (chat.messages.at(-1)?.id ?? 0) + 1;
    this.#sharedMessageId += 1;
    return this.#sharedMessageId;
  }
}

/** https://core.telegram.org/bots/api#chatmemberadministrator */
export function administratorRights(chat: WorldChat): Record<string, boolean> {
  return {
    ...ADMINISTRATOR_RIGHTS,
    ...(chat.isForum ? { can_manage_topics: chat.botManagesTopics } : {}),
  };
}

const ADMINISTRATOR_RIGHTS = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
};

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
