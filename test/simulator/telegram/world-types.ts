/** https://core.telegram.org/bots/api#messageentity; offsets and lengths count UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly user?: unknown;
  readonly custom_emoji_id?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** As the Bot API has it; one of `callback_data` and `url` is set on those that do something here. */
export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export type ButtonRows = readonly (readonly InlineButton[])[];

export interface MessageVersion extends FormattedText {
  readonly buttons: ButtonRows;
  readonly at: Date;
}

export type MediaKind = 'photo' | 'document' | 'video' | 'voice';

/** A file that the Bot API gives out. */
export interface WorldFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly size: number;
  /** Below the address for files. */
  readonly path: string;
  readonly content: Buffer;
}

/** A message as a person in the chat sees it now. */
export interface WorldMessage extends FormattedText {
  readonly chatId: number;
  readonly id: number;
  readonly topicId: number | null;
  /** A person's id, or `bot`. */
  readonly from: number | 'bot';
  readonly buttons: ButtonRows;
  readonly replyTo: number | null;
  /** Sent with `disable_notification`. */
  readonly isSilent: boolean;
  readonly isDeleted: boolean;
  readonly sentAt: Date;
  readonly editedAt: Date | null;
  /** What it said before each edit, oldest first. */
  readonly history: readonly MessageVersion[];
  readonly media: MediaKind | null;
  readonly fileName: string | null;
  /** Of a file that a person sent, and of the bot's photos. */
  readonly file: WorldFile | null;
  /** Messages that were sent together show as one. */
  readonly albumId: string | null;
  readonly isPreviewDisabled: boolean;
  /** Fields of a service message; its text is empty. */
  readonly service: Readonly<Record<string, unknown>> | null;
  /** A reply keyboard or forced reply, which the reader's app shows below the input. */
  readonly keyboard: Readonly<Record<string, unknown>> | null;
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface WorldPerson {
  readonly id: number;
  readonly name: string;
  readonly username: string | null;
  readonly language: string;
  hasStarted: boolean;
  hasBlockedBot: boolean;
  isDeactivated: boolean;
}

export interface WorldTopic {
  readonly id: number;
  readonly name: string;
  readonly isOfBot: boolean;
  isClosed: boolean;
  isDeleted: boolean;
}

export type BotStatus = 'member' | 'administrator' | 'left' | 'kicked';

export interface WorldChat {
  readonly id: number;
  readonly kind: 'private' | 'group' | 'supergroup';
  readonly title: string;
  readonly isForum: boolean;
  readonly members: Set<number>;
  readonly topics: Map<number, WorldTopic>;
  readonly messages: Mutable<WorldMessage>[];
  bot: BotStatus;
  /** The right `can_manage_topics`, which an administrator of a forum may have. */
  botManagesTopics: boolean;
  migratedTo: number | null;
  isDeleted: boolean;
}

export interface CallbackAnswer {
  readonly text: string | null;
  readonly isAlert: boolean;
  readonly url: string | null;
}

/** Something that a person looking at the chat, or at the bot, could notice. */
export type WorldEvent =
  | { readonly kind: 'message' | 'edited' | 'deleted'; readonly message: WorldMessage }
  | {
      readonly kind: 'answered';
      readonly queryId: string;
      readonly personId: number;
      readonly answer: CallbackAnswer;
    }
  | { readonly kind: 'chat-action'; readonly chatId: number; readonly action: string }
  | { readonly kind: 'commands' | 'chat' };

export interface PersonSeed {
  readonly id: number;
  readonly name: string;
  readonly language?: string;
  readonly username?: string;
  /** Whether they pressed Start long ago: a bot cannot write to others. */
  readonly hasStarted?: boolean;
}

export interface SendOptions {
  readonly replyTo?: number;
  readonly topicId?: number;
}

export interface FileSeed {
  readonly kind: MediaKind;
  readonly name: string;
  readonly content: Buffer;
  readonly caption?: string;
  readonly albumId?: string;
}
