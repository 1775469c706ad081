import { privateChat } from '../domain/chat.js';
import { DeliveryError } from '../domain/errors.js';
import { DEFAULT_LANGUAGE, languageOf } from '../domain/language.js';
import type { Message } from '../domain/message.js';
import type { BotDeps } from './bot-deps.js';
import { asTexts, type Texts } from './translator.js';

/** Says something to somebody who is not here now, in their language. False when Telegram did not take it. */
export async function tellPrivately(
  deps: BotDeps,
  personId: string,
  write: (t: Texts) => Message,
): Promise<boolean> {
  return sendPrivately(deps, personId, write(asTexts(deps.translator(await readsIn(deps, personId)))));
}

async function readsIn({ stores }: BotDeps, personId: string): Promise<string> {
  const member = await stores.members.find(personId);
  if (member !== null) return languageOf(member);
  return (await stores.strangers.find(personId))?.language ?? DEFAULT_LANGUAGE;
}

/** False where Telegram does not let the bot: the person has not begun to talk to it, or has blocked it. */
export async function sendPrivately(
  { channel, logger }: Pick<BotDeps, 'channel' | 'logger'>,
  personId: string,
  message: Message,
): Promise<boolean> {
  try {
    await channel.send(privateChat(personId), message, { replyTo: null, isSilent: false });
    return true;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    logger.info({ personId, error }, 'a person could not be written to in private');
    return false;
  }
}
