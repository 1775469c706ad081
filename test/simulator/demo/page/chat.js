/* global requestAnimationFrame, setTimeout, clearTimeout, CSS */
import { byId, element } from './element.js';
import { drawMessage } from './message.js';
import { post } from './post.js';

const TYPING_MS = 4_000;
const TOAST_MS = 4_000;

/** The left pane: chats, messages, composer. */
export class Chat {
  #chats = [];
  #messages = new Map();
  #current = null;
  #unread = new Map();
  #replyTo = null;
  #toastTimer = null;
  #typingTimer = null;
  #pressed = new Map();
  onChange = () => undefined;

  constructor() {
    const scroller = byId('scroller');
    scroller.addEventListener('scroll', () => {
      byId('down').hidden = this.#isAtEnd();
    });
    byId('down').addEventListener('click', () => this.#toEnd());
    byId('toast').addEventListener('click', () => (byId('toast').hidden = true));
    byId('reply-cancel').addEventListener('click', () => this.#setReply(null));
    byId('messages').addEventListener('click', (event) => {
      const command = event.target.closest('[data-command]');
      if (command !== null) void this.send(command.dataset.command);
    });
  }

  get current() {
    return this.#chats.find((chat) => chat.id === this.#current) ?? null;
  }

  get isPrivate() {
    return this.#current !== null && this.#current > 0;
  }

  /** What was said, in every chat. */
  get all() {
    return [...this.#messages.values()];
  }

  setChats(chats) {
    this.#chats = chats;
    this.#current ??= chats[0]?.id ?? null;
    this.#drawTabs();
    this.onChange();
  }

  setMessages(messages) {
    this.#messages = new Map(messages.map((message) => [keyOf(message), message]));
    this.#drawAll();
    this.onChange();
  }

  /** A message that is new, edited or deleted. */
  take(message) {
    const isNew = !this.#messages.has(keyOf(message));
    if (message.isDeleted) this.#messages.delete(keyOf(message));
    else this.#messages.set(keyOf(message), message);
    if (message.chatId !== this.#current) {
      if (isNew && message.author !== 'me' && !message.isSilent) this.#count(message.chatId);
      return;
    }
    this.#place(message, isNew);
    this.onChange();
  }

  async send(text, file = null) {
    if ((text.trim() === '' && file === null) || this.#current === null) return false;
    const body = {
      chatId: this.#current,
      text,
      ...(this.#replyTo === null ? {} : { replyTo: this.#replyTo.id }),
      ...(file === null ? {} : { file }),
    };
    const answer = await post('/do/send', body);
    if (answer.error !== undefined) {
      this.toast(answer.error, true);
      return false;
    }
    this.#setReply(null);
    byId('toast').hidden = true;
    this.#toEnd();
    return true;
  }

  answered(answer) {
    const button = this.#pressed.get(answer.queryId);
    this.#pressed.delete(answer.queryId);
    button?.classList.remove('waiting');
    if (answer.text !== null) this.toast(answer.text, answer.isAlert);
  }

  typing(chatId) {
    if (chatId !== this.#current) return;
    const subtitle = byId('subtitle');
    if (subtitle === null) return;
    subtitle.textContent = 'typing…';
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#drawTabs(), TYPING_MS);
  }

  toast(text, isLong = false) {
    const toast = byId('toast');
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => (toast.hidden = true), isLong ? TOAST_MS * 2 : TOAST_MS);
  }

  #drawTabs() {
    const tabs = this.#chats.map((chat) => this.#drawTab(chat));
    byId('chats').replaceChildren(...tabs);
  }

  #drawTab(chat) {
    const isCurrent = chat.id === this.#current;
    const unread = this.#unread.get(chat.id) ?? 0;
    return element(
      'button',
      {
        type: 'button',
        role: 'tab',
        'aria-selected': String(isCurrent),
        class: 'chat-tab',
        onclick: () => this.#open(chat.id),
      },
      element(
        'span',
        { class: `avatar ${chat.id > 0 ? 'bot' : 'group'}`, 'aria-hidden': 'true' },
        chat.title[0],
      ),
      element(
        'span',
        { class: 'chat-name' },
        element('strong', {}, chat.title),
        element('span', isCurrent ? { id: 'subtitle' } : {}, chat.subtitle),
      ),
      unread === 0
        ? null
        : element('span', { class: 'badge', 'aria-label': `${unread} unread` }, String(unread)),
    );
  }

  #open(chatId) {
    this.#current = chatId;
    this.#unread.delete(chatId);
    this.#setReply(null);
    this.#drawTabs();
    this.#drawAll();
    this.onChange();
  }

  #count(chatId) {
    this.#unread.set(chatId, (this.#unread.get(chatId) ?? 0) + 1);
    this.#drawTabs();
  }

  #drawAll() {
    const shown = this.all.filter((message) => message.chatId === this.#current).sort((a, b) => a.id - b.id);
    byId('messages').classList.toggle('private', this.isPrivate);
    byId('messages').replaceChildren(...shown.map((message) => this.#draw(message)));
    this.#toEnd();
  }

  #draw(message) {
    return drawMessage(message, {
      reply: (target) => this.#setReply(target),
      jump: (id) => this.#jump(id),
      press: (target, button, node) => void this.#press(target, button, node),
    });
  }

  #place(message, isNew) {
    const wasAtEnd = this.#isAtEnd();
    const old = this.#find(message.id);
    if (message.isDeleted) {
      old?.remove();
      return;
    }
    const node = this.#draw(message);
    if (old === null) byId('messages').append(node);
    else old.replaceWith(node);
    node.classList.add(isNew ? 'fresh' : 'changed');
    if (wasAtEnd) this.#toEnd();
    else byId('down').hidden = false;
  }

  async #press(message, button, node) {
    node.classList.add('waiting');
    byId('toast').hidden = true;
    const answer = await post('/do/press', {
      chatId: message.chatId,
      id: message.id,
      data: button.callback_data,
    });
    if (answer.error !== undefined) {
      node.classList.remove('waiting');
      this.toast(answer.error, true);
      return;
    }
    this.#pressed.set(answer.queryId, node);
  }

  #setReply(message) {
    this.#replyTo = message;
    byId('reply-bar').hidden = message === null;
    if (message === null) return;
    byId('reply-name').textContent = `Reply to ${message.name}`;
    byId('reply-text').textContent = message.text.replaceAll('\n', ' ').slice(0, 100);
    byId('input').focus();
  }

  #jump(id) {
    const node = this.#find(id);
    if (node === null) return;
    node.scrollIntoView({ block: 'center', behavior: 'smooth' });
    node.classList.remove('changed');
    requestAnimationFrame(() => node.classList.add('changed'));
  }

  #find(id) {
    return byId('messages').querySelector(`[data-id="${CSS.escape(String(id))}"]`);
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = byId('scroller');
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  #toEnd() {
    const scroller = byId('scroller');
    scroller.scrollTop = scroller.scrollHeight;
    byId('down').hidden = true;
  }
}

function keyOf(message) {
  return `${message.chatId}:${message.id}`;
}
