import type { Visit } from '../visit.js';

/** The request key of what a message of the visitor asks for: this one, or an earlier one of the same chat. */
export function messageKeyOf(
  { address, messageId }: Pick<Visit, 'address' | 'messageId'>,
  earlier: string = messageId,
): string {
  return `message:${address.chatId}:${earlier}`;
}
