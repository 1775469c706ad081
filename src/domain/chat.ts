export type ChatKind = 'private' | 'group';

/** Where messages go: a Telegram chat or one topic of it. Ids exceed 32 bits, hence text. */
export interface ChatAddress {
  readonly chatId: string;
  readonly topicId: string | null;
}

export interface Chat extends ChatAddress {
  /** `chatKey(address)`. */
  readonly key: string;
  readonly kind: ChatKind;
  readonly title: string | null;
  /** A group's; a person's is the member's own. */
  readonly language: string | null;
  /** False after Telegram said that the bot was blocked or removed; nothing is polled for it then. */
  readonly isReachable: boolean;
}

/** Watches of this chat are the operator's reactions: no channel writes to it. */
export const REACTIONS_CHAT = {
  chatId: 'reactions',
  topicId: null,
} as const satisfies ChatAddress;

/** Watches of this chat feed the service desks: no channel writes to it. */
export const DESKS_CHAT = {
  chatId: 'desks',
  topicId: null,
} as const satisfies ChatAddress;

/** Watches of this chat are there for the timeline: nobody is told of what they find. */
export const RECORD_CHAT = {
  chatId: 'record',
  topicId: null,
} as const satisfies ChatAddress;

/** The same of projects that somebody chose one by one. */
export const RECORD_CHOSEN_CHAT = {
  chatId: 'record-chosen',
  topicId: null,
} as const satisfies ChatAddress;

/** Keys of what is written to no chat of a channel. */
export const INNER_CHATS: readonly string[] = [
  REACTIONS_CHAT.chatId,
  DESKS_CHAT.chatId,
  RECORD_CHAT.chatId,
  RECORD_CHOSEN_CHAT.chatId,
];

export function isInnerChat(key: string): boolean {
  return INNER_CHATS.includes(key);
}

export function chatKey(address: ChatAddress): string {
  return address.topicId === null ? address.chatId : `${address.chatId}/${address.topicId}`;
}

/** Telegram gives a person's private chat that person's own id. */
export function privateChat(personId: string): ChatAddress {
  return { chatId: personId, topicId: null };
}
