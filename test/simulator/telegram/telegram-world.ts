import { findEntities } from './find-entities.js';
import { addChat, type GroupSeed, Groups } from './groups.js';
import type { Pacing } from './pacing.js';
import { renderChat, renderPerson } from './render-api.js';
import { resolveCommands } from './resolve-commands.js';
import type { CommandList, TelegramState } from './telegram-state.js';
import { waitForEvent } from './wait-for-event.js';
import type {
  CallbackAnswer,
  FileSeed,
  InlineButton,
  Mutable,
  PersonSeed,
  SendOptions,
  WorldChat,
  WorldEvent,
  WorldMessage,
  WorldPerson,
} from './world-types.js';

/** Telegram as the people in it use it. A private chat has the person's id. */
export class TelegramWorld {
  readonly #state: TelegramState;
  readonly #groups: Groups;
  #queries = 0;

  constructor(state: TelegramState) {
    this.#state = state;
    this.#groups = new Groups(state);
  }

  get pacing(): Pacing {
    return this.#state.pacing;
  }

  get botUsername(): string {
    return this.#state.bot.username;
  }

  /** Whether a long poll waits for updates now. */
  get isPolled(): boolean {
    return this.#state.updates.isPolled;
  }

  /** Updates that the bot has not confirmed yet. */
  get unconfirmedUpdates(): number {
    return this.#state.updates.unconfirmed.length;
  }

  /** How often two pollers met. */
  get pollConflicts(): number {
    return this.#state.updates.conflicts;
  }

  addPerson(seed: PersonSeed): WorldPerson {
    const person: WorldPerson = {
      id: seed.id,
      name: seed.name,
      username: seed.username ?? null,
      language: seed.language ?? 'en',
      hasStarted: seed.hasStarted ?? false,
      hasBlockedBot: false,
      isDeactivated: false,
    };
    this.#state.people.set(person.id, person);
    addChat(this.#state, { id: person.id, kind: 'private', title: person.name, members: [person.id] });
    return person;
  }

  /** Founded by its first member, who adds the bot at once. */
  addGroup(seed: GroupSeed): WorldChat {
    return this.#groups.found(seed);
  }

  /** Returns its id, which is that of the service message that opens it. */
  addTopic(chatId: number, personId: number, name: string): number {
    return this.#groups.addTopic(chatId, personId, name);
  }

  closeTopic(chatId: number, topicId: number, byPersonId: number): void {
    this.#groups.setTopicClosed(chatId, topicId, byPersonId, true);
  }

  reopenTopic(chatId: number, topicId: number, byPersonId: number): void {
    this.#groups.setTopicClosed(chatId, topicId, byPersonId, false);
  }

  deleteTopic(chatId: number, topicId: number): void {
    this.#groups.topic(chatId, topicId).isDeleted = true;
    for (const message of this.#state.chat(chatId).messages) {
      if (message.topicId === topicId && !message.isDeleted) this.#state.remove(message);
    }
  }

  /** Types a message. */
  send(personId: number, chatId: number, text: string, options: SendOptions = {}): WorldMessage {
    if (text.length === 0 || text.length > 4_096) throw new Error('A message has 1 to 4096 characters');
    return this.#post(personId, chatId, { text }, options);
  }

  /** Sends a file; one of an album names it. */
  sendFile(personId: number, chatId: number, seed: FileSeed, options: SendOptions = {}): WorldMessage {
    const { kind, name, content, caption = '', albumId = null } = seed;
    if (caption.length > 1_024) throw new Error('A caption has at most 1024 characters');
    const file = this.#state.keepFile(name, content);
    const fileName = kind === 'document' || kind === 'video' ? name : null;
    return this.#post(personId, chatId, { text: caption, media: kind, fileName, file, albumId }, options);
  }

  /** From now on files stay on the disk of the Bot API server. */
  keepFilesToItself(): void {
    this.#state.keepsFilesToItself = true;
  }

  #post(
    personId: number,
    chatId: number,
    content: Pick<WorldMessage, 'text'> & Partial<WorldMessage>,
    options: SendOptions,
  ): WorldMessage {
    const person = this.#state.person(personId);
    const chat = this.#groups.open(chatId);
    if (chat.kind === 'private') {
      if (chat.id !== personId)
        throw new Error(`${person.name} cannot write in another person's private chat`);
      if (person.hasBlockedBot) throw new Error(`${person.name} has blocked the bot`);
      person.hasStarted = true;
    }
    if (options.topicId !== undefined) this.#groups.topic(chatId, options.topicId);
    chat.members.add(personId);
    const message = this.#state.addMessage(chat, {
      from: personId,
      ...content,
      entities: findEntities(content.text, []),
      replyTo: options.replyTo ?? null,
      topicId: options.topicId ?? null,
    });
    this.#state.tellBot('message', message);
    return message;
  }

  /** Presses a button, named by its label or its callback data; returns the query's id, for `callbackAnswer`. */
  press(personId: number, place: Pick<WorldMessage, 'chatId' | 'id'>, button: string): string {
    const message = this.#state.message(place.chatId, place.id);
    const found = message?.buttons.flat().find((one) => one.text === button || one.callback_data === button);
    if (message === undefined || found === undefined) {
      throw new Error(
        `No button "${button}" under message ${place.id} in chat ${place.chatId}: ${labels(message)}`,
      );
    }
    if (found.callback_data === undefined)
      throw new Error(`The button "${button}" is a link to ${found.url ?? '?'}`);
    return this.#pushQuery(personId, found.callback_data, this.#state.render(message));
  }

  /** Presses a button of a message that is gone by now: an old client may still show it. */
  pressStale(personId: number, place: Pick<WorldMessage, 'chatId' | 'id'>, data: string): string {
    const chat = renderChat(this.#state.chat(place.chatId), this.#state.people);
    return this.#pushQuery(personId, data, { chat, message_id: place.id, date: 0 });
  }

  /** What the bot answered to a press; `null` until it did. */
  callbackAnswer(queryId: string): CallbackAnswer | null {
    return this.#state.queries.get(queryId)?.answer ?? null;
  }

  edit(personId: number, place: Pick<WorldMessage, 'chatId' | 'id'>, text: string): void {
    const message = this.#own(personId, place);
    this.#state.edit(message, { text, entities: findEntities(text, []) });
    this.#state.tellBot('edited_message', message);
  }

  /** Deletes for everyone; a bot is not told. */
  delete(place: Pick<WorldMessage, 'chatId' | 'id'>): void {
    const message = this.#state.message(place.chatId, place.id);
    if (message !== undefined) this.#state.remove(message);
  }

  block(personId: number): void {
    const person = this.#state.person(personId);
    person.hasBlockedBot = true;
    this.#state.tellMembership(this.#state.chat(personId), person, 'member', 'kicked');
  }

  unblock(personId: number): void {
    const person = this.#state.person(personId);
    person.hasBlockedBot = false;
    this.#state.tellMembership(this.#state.chat(personId), person, 'kicked', 'member');
  }

  deactivate(personId: number): void {
    this.#state.person(personId).isDeactivated = true;
  }

  addBot(chatId: number, byPersonId: number, status: 'member' | 'administrator' = 'member'): void {
    this.#groups.addBot(chatId, byPersonId, status);
  }

  kickBot(chatId: number, byPersonId: number): void {
    this.#groups.kickBot(chatId, byPersonId);
  }

  setPresence(chatId: number, personId: number, isThere: boolean): void {
    this.#groups.setPresence(chatId, personId, isThere);
  }

  deleteGroup(chatId: number): void {
    this.#groups.open(chatId).isDeleted = true;
  }

  /** The group lives on as the returned one; the old id refuses with `migrate_to_chat_id`. */
  upgradeGroup(chatId: number, byPersonId: number): WorldChat {
    return this.#groups.upgrade(chatId, byPersonId);
  }

  /** What @BotFather's /revoke does: every call answers 401 from now on. */
  revokeBotToken(): void {
    this.#state.tokenState = 'revoked';
  }

  chat(chatId: number): WorldChat {
    return this.#state.chat(chatId);
  }

  chats(): readonly WorldChat[] {
    return [...this.#state.chats.values()];
  }

  person(personId: number): WorldPerson {
    return this.#state.person(personId);
  }

  /** Everything ever sent, deleted messages included, oldest first. */
  messages(chatId: number): readonly WorldMessage[] {
    return this.#state.chat(chatId).messages;
  }

  /** What the bot sent and did not delete. */
  botMessages(chatId: number): readonly WorldMessage[] {
    return this.messages(chatId).filter((message) => message.from === 'bot' && !message.isDeleted);
  }

  onEvent(listener: (event: WorldEvent) => void): () => void {
    return this.#state.listen(listener);
  }

  /** Waits until `probe` finds something, looking again at every event; rejects with `what` after a real time limit. */
  waitFor<T>(
    probe: () => T | null | undefined | false,
    options: { readonly what?: string; readonly timeoutMs?: number } = {},
  ): Promise<T> {
    return waitForEvent(this.#state, probe, options);
  }

  /** Waits for a message of the bot; also finds one that is there already. */
  waitForMessage(
    chatId: number,
    matches: RegExp | ((message: WorldMessage) => boolean),
    options: { readonly timeoutMs?: number } = {},
  ): Promise<WorldMessage> {
    const isMatch = typeof matches === 'function' ? matches : (one: WorldMessage) => matches.test(one.text);
    return this.waitFor(() => this.botMessages(chatId).find(isMatch), {
      what: `a message ${String(matches)} in chat ${chatId}`,
      ...options,
    });
  }

  /** The command menu that a person is shown: the narrowest scope wins, then their language. */
  commands(chatId: number, personId: number): CommandList['commands'] {
    return resolveCommands(this.#state, chatId, personId);
  }

  #pushQuery(personId: number, data: string, message: Record<string, unknown>): string {
    const person = this.#state.person(personId);
    this.#queries += 1;
    const id = `${personId}00${this.#queries}`;
    this.#state.queries.set(id, { id, personId, data, pressedAt: this.#state.clock(), answer: null });
    this.#state.updates.push('callback_query', {
      id,
      from: renderPerson(person),
      message,
      chat_instance: String(personId),
      data,
    });
    return id;
  }

  #own(personId: number, place: Pick<WorldMessage, 'chatId' | 'id'>): Mutable<WorldMessage> {
    const message = this.#state.message(place.chatId, place.id);
    if (message?.from !== personId) throw new Error(`Message ${place.id} is not ${personId}'s`);
    return message;
  }
}

function labels(message: WorldMessage | undefined): string {
  if (message === undefined) return 'no such message';
  const all = message.buttons.flat().map((button: InlineButton) => `"${button.text}"`);
  return all.length === 0 ? 'it has no buttons' : `it has ${all.join(', ')}`;
}
