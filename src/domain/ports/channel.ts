import type { ChatAddress } from '../chat.js';
import type { Message } from '../message.js';

export interface SendOptions {
  /** Message to reply to; a lost one is no obstacle. */
  readonly replyTo: string | null;
  readonly isSilent: boolean;
}

/** A way to reach people. Methods throw `DeliveryError` and nothing else. */
export interface Channel {
  /** Returns the id of the new message. */
  send(address: ChatAddress, message: Message, options: SendOptions): Promise<string>;
  /** `gone`: the message cannot be edited any more; send a new one. */
  edit(address: ChatAddress, messageId: string, message: Message): Promise<'edited' | 'unchanged' | 'gone'>;
}
