import type { ChatAddress } from '../../src/domain/chat.js';
import type { Message } from '../../src/domain/message.js';
import type { Channel, SendOptions } from '../../src/domain/ports/channel.js';

export type Shown =
  | {
      readonly did: 'send';
      readonly address: ChatAddress;
      readonly text: string;
      readonly options: SendOptions;
      readonly id: string;
    }
  | { readonly did: 'edit'; readonly address: ChatAddress; readonly text: string; readonly id: string };

export interface FakeChannel extends Channel {
  readonly shown: readonly Shown[];
  /** The next call throws this. */
  failNext(error: Error): void;
  /** The next edit finds its message gone. */
  loseNextEdit(): void;
}

/** Plain text of a message, a line each. */
export function plainText(message: Message): string {
  return message.lines
    .map((one) =>
      one.kind !== 'text'
        ? `> ${one.text}`
        : one.spans.map((span) => (typeof span === 'string' ? span : span.text)).join(''),
    )
    .join('\n');
}

export function createFakeChannel(): FakeChannel {
  const shown: Shown[] = [];
  const failures: Error[] = [];
  let isNextEditLost = false;
  let lastId = 0;

  function failIfAsked(): void {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
  }

  return {
    shown,
    failNext: (error) => failures.push(error),
    loseNextEdit: () => (isNextEditLost = true),
    send(address, message, options) {
      return Promise.resolve().then(() => {
        failIfAsked();
        lastId += 1;
        const id = String(lastId);
        shown.push({ did: 'send', address: pick(address), text: plainText(message), options, id });
        return id;
      });
    },
    edit(address, id, message) {
      return Promise.resolve().then(() => {
        failIfAsked();
        if (isNextEditLost) {
          isNextEditLost = false;
          return 'gone';
        }
        shown.push({ did: 'edit', address: pick(address), text: plainText(message), id });
        return 'edited';
      });
    },
  };
}

function pick({ chatId, topicId }: ChatAddress): ChatAddress {
  return { chatId, topicId };
}
