/* global setTimeout */
import { byId, element } from './element.js';
import { FilePicker } from './file-picker.js';

/** Input with Telegram's command menu. */
export class Composer {
  #chat;
  #shown = [];
  #selected = 0;
  #picker = new FilePicker();

  constructor(chat) {
    this.#chat = chat;
    const input = byId('input');
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#send();
    });
    input.addEventListener('input', () => {
      this.#grow();
      this.#offer(input.value);
    });
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => setTimeout(() => this.#close(), 150));
    byId('menu-button').addEventListener('mousedown', (event) => event.preventDefault());
    byId('menu-button').addEventListener('click', () => this.#toggle());
  }

  /** Puts text into the input, ready to be sent. */
  fill(text) {
    const input = byId('input');
    input.value = text;
    this.#grow();
    input.focus();
  }

  async #send() {
    const input = byId('input');
    this.#close();
    if (!(await this.#chat.send(input.value, await this.#picker.read()))) return;
    input.value = '';
    this.#picker.clear();
    this.#grow();
  }

  #key(event) {
    const isMenuOpen = this.#shown.length > 0;
    if (isMenuOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#selected = (this.#selected + step + this.#shown.length) % this.#shown.length;
      this.#draw();
    } else if (isMenuOpen && event.key === 'Tab') {
      event.preventDefault();
      this.fill(`/${this.#shown[this.#selected].command} `);
      this.#close();
    } else if (event.key === 'Escape') {
      this.#close();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void this.#send();
    }
  }

  #toggle() {
    if (this.#shown.length > 0) {
      this.#close();
      return;
    }
    byId('input').focus();
    this.#offer('/');
  }

  #offer(text) {
    const typed = /^\/(\w*)$/.exec(text)?.[1];
    const commands = this.#chat.current?.commands ?? [];
    this.#shown = typed === undefined ? [] : commands.filter(({ command }) => command.startsWith(typed));
    this.#selected = 0;
    this.#draw();
  }

  #close() {
    this.#shown = [];
    this.#draw();
  }

  #draw() {
    const menu = byId('menu');
    menu.hidden = this.#shown.length === 0;
    byId('menu-button').setAttribute('aria-expanded', String(this.#shown.length > 0));
    menu.replaceChildren(...this.#shown.map((item, index) => this.#drawItem(item, index === this.#selected)));
    menu.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #drawItem({ command, description }, isSelected) {
    return element(
      'div',
      {
        role: 'option',
        'aria-selected': String(isSelected),
        onmousedown: (event) => {
          event.preventDefault();
          this.#close();
          void this.#chat.send(`/${command}`);
          byId('input').value = '';
        },
      },
      element('strong', {}, `/${command}`),
      element('span', {}, description),
    );
  }

  #grow() {
    const input = byId('input');
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
  }
}
