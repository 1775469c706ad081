import { privateChat } from '../domain/chat.js';
import { DeliveryError } from '../domain/errors.js';
import type { Message } from '../domain/message.js';
import type { BotDeps } from './bot-deps.js';
import { asTexts, type Texts } from './translator.js';

/** Says something to somebody who is not here now, in their language. False when Telegram did not take it. */
export async function tellPrivately(
  { stores, translator, channel, logger }: BotDeps,
  personId: string,
  write: (t: Texts) => Message,
): Promise<boolean> {
  const person = (await stores.members.find(personId)) ?? (await stores.strangers.find(personId));
  const message = write(asTexts(translator(person?.language ?? 'en')));
  try {
    await channel.send(privateChat(personId), message, { replyTo: null, isSilent: false });
    return true;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    logger.info({ personId, error }, 'a person could not be told about access');
    return false;
  }
}
