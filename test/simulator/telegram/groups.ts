import { renderPerson } from './render-api.js';
import type { TelegramState } from './telegram-state.js';
import type { WorldChat, WorldMessage, WorldTopic } from './world-types.js';

export interface GroupSeed {
  readonly title: string;
  readonly isForum?: boolean;
  /** Forums always are. */
  readonly isSupergroup?: boolean;
  readonly members?: readonly number[];
  /** A plain member is in privacy mode. */
  readonly bot?: 'member' | 'administrator';
  /** As an administrator it may make topics; so it may unless told otherwise. */
  readonly botManagesTopics?: boolean;
}

type ChatSeed = Pick<WorldChat, 'id' | 'kind' | 'title'> & {
  readonly members: readonly number[];
  readonly isForum?: boolean;
  readonly botManagesTopics?: boolean;
};

export function addChat(state: TelegramState, seed: ChatSeed): WorldChat {
  const chat: WorldChat = {
    isForum: false,
    botManagesTopics: true,
    ...seed,
    members: new Set(seed.members),
    topics: new Map(),
    messages: [],
    bot: seed.kind === 'private' ? 'member' : 'left',
    migratedTo: null,
    isDeleted: false,
  };
  state.chats.set(chat.id, chat);
  state.emit({ kind: 'chat' });
  return chat;
}

/** The service message that opens it, whose id it has. */
export function openTopic(
  state: TelegramState,
  chat: WorldChat,
  { from, name, colour }: { readonly from: number | 'bot'; readonly name: string; readonly colour: number },
): WorldMessage {
  const service = { forum_topic_created: { name, icon_color: colour } };
  const message = state.addMessage(chat, { from, service });
  message.topicId = message.id;
  chat.topics.set(message.id, {
    id: message.id,
    name,
    isOfBot: from === 'bot',
    isClosed: false,
    isDeleted: false,
  });
  return message;
}

/** How groups come about, change and end. */
export class Groups {
  readonly #state: TelegramState;
  #count = 0;

  constructor(state: TelegramState) {
    this.#state = state;
  }

  found(seed: GroupSeed): WorldChat {
    const isForum = seed.isForum ?? false;
    const isSupergroup = isForum || (seed.isSupergroup ?? false);
    const chat = addChat(this.#state, {
      id: this.#newId(isSupergroup),
      kind: isSupergroup ? 'supergroup' : 'group',
      title: seed.title,
      isForum,
      botManagesTopics: seed.botManagesTopics ?? true,
      members: seed.members ?? [],
    });
    const founder = seed.members?.[0];
    if (founder === undefined) chat.bot = seed.bot ?? 'member';
    else this.addBot(chat.id, founder, seed.bot ?? 'member');
    return chat;
  }

  /** The chat, unless it has ended. */
  open(chatId: number): WorldChat {
    const chat = this.#state.chat(chatId);
    if (chat.isDeleted || chat.migratedTo !== null) throw new Error(`Chat ${chatId} is no more`);
    return chat;
  }

  addTopic(chatId: number, personId: number, name: string): number {
    const chat = this.open(chatId);
    if (!chat.isForum) throw new Error(`Chat ${chatId} has no topics`);
    const message = openTopic(this.#state, chat, { from: personId, name, colour: 0x6fb9f0 });
    this.#state.tellBot('message', message);
    return message.id;
  }

  /** Which everybody in the topic reads, the bot too. */
  setTopicClosed(chatId: number, topicId: number, byPersonId: number, isClosed: boolean): void {
    const topic = this.topic(chatId, topicId);
    if (topic.isClosed === isClosed) return;
    topic.isClosed = isClosed;
    const service = isClosed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
    const draft = { from: byPersonId, topicId, service };
    this.#state.tellBot('message', this.#state.addMessage(this.open(chatId), draft));
  }

  topic(chatId: number, topicId: number): WorldTopic {
    const topic = this.#state.chat(chatId).topics.get(topicId);
    if (topic === undefined) throw new Error(`No topic ${topicId} in chat ${chatId}`);
    return topic;
  }

  addBot(chatId: number, byPersonId: number, status: 'member' | 'administrator'): void {
    const chat = this.open(chatId);
    const before = chat.bot;
    chat.bot = status;
    this.#state.tellMembership(chat, this.#state.person(byPersonId), before, status);
    const joined = this.#state.addMessage(chat, {
      from: byPersonId,
      service: { new_chat_members: [this.#state.renderBot()] },
    });
    this.#state.tellBot('message', joined);
  }

  kickBot(chatId: number, byPersonId: number): void {
    const chat = this.open(chatId);
    const before = chat.bot;
    chat.bot = 'kicked';
    this.#state.tellMembership(chat, this.#state.person(byPersonId), before, 'kicked');
    this.#state.emit({ kind: 'chat' });
  }

  /** Somebody comes or leaves, by their own will. */
  setPresence(chatId: number, personId: number, isThere: boolean): void {
    const chat = this.open(chatId);
    if (isThere) chat.members.add(personId);
    else chat.members.delete(personId);
    const person = renderPerson(this.#state.person(personId));
    const service = isThere ? { new_chat_members: [person] } : { left_chat_member: person };
    this.#state.tellBot('message', this.#state.addMessage(chat, { from: personId, service }));
  }

  upgrade(chatId: number, byPersonId: number): WorldChat {
    const old = this.open(chatId);
    if (old.kind !== 'group') throw new Error('Only a basic group can become a supergroup');
    const chat = addChat(this.#state, {
      id: this.#newId(true),
      kind: 'supergroup',
      title: old.title,
      members: [...old.members],
    });
    chat.bot = old.bot;
    const farewell = this.#state.addMessage(old, {
      from: byPersonId,
      service: { migrate_to_chat_id: chat.id },
    });
    this.#state.tellBot('message', farewell);
    old.migratedTo = chat.id;
    const greeting = this.#state.addMessage(chat, {
      from: byPersonId,
      service: { migrate_from_chat_id: old.id },
    });
    this.#state.tellBot('message', greeting);
    return chat;
  }

  #newId(isSupergroup: boolean): number {
    this.#count += 1;
    return isSupergroup ? -1_002_000_000_000 - this.#count : -4_000_000_000 - this.#count;
  }
}
