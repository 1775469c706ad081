import { callTelegram } from '../../channels/telegram/telegram-client.js';
import { DeliveryError } from '../../domain/errors.js';
import type { Message, TextLine } from '../../domain/message.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Talk } from '../talk.js';
import type { Step } from '../turn.js';
import type { Visit } from '../visit.js';

const SEES_ALL: readonly string[] = ['administrator', 'creator'];

/**
 * Of an album whose caption is a command, Telegram shows a bot in privacy mode its first message alone, unless it is an
 * administrator: the answer says so. https://core.telegram.org/bots/features#privacy-mode
 */
export function albumStep(deps: Pick<BotDeps, 'telegram' | 'logger'>): Step {
  return async (ctx, next) => {
    const { visit, talk, t } = ctx.turn;
    const isAlone = mayComeAlone(visit) && !ctx.botInfo.can_read_all_group_messages;
    if (isAlone && !(await seesAll(deps, visit, ctx.botInfo.id))) {
      ctx.turn = { ...ctx.turn, talk: withFootnote(talk, sentence(t, 'files.first-only')) };
    }
    await next();
  };
}

/** What replies to the bot comes as a whole. */
function mayComeAlone({ chatKind, albumId, command, repliesTo, repliesToPerson, isEdit }: Visit): boolean {
  const isToBot = repliesTo !== null && repliesToPerson === null;
  return chatKind === 'group' && albumId !== null && command !== null && !isEdit && !isToBot;
}

/** Where Telegram does not tell, nothing is said. */
async function seesAll(
  { telegram, logger }: Pick<BotDeps, 'telegram' | 'logger'>,
  { address }: Visit,
  botId: number,
): Promise<boolean> {
  try {
    const who = { chat_id: address.chatId, user_id: botId };
    return SEES_ALL.includes((await callTelegram(telegram, 'getChatMember', who)).status);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    logger.info({ chatId: address.chatId, error }, 'Telegram does not tell what the bot is in a group');
    return true;
  }
}

/** Under the first message that answers. */
function withFootnote(talk: Talk, footnote: TextLine): Talk {
  let left: readonly TextLine[] = [footnote];
  const noted = (message: Message): Message => {
    const lines = [...message.lines, ...left];
    left = [];
    return { ...message, lines };
  };
  return {
    ...talk,
    reply: (message) => talk.reply(noted(message)),
    ask: (message) => talk.ask(noted(message)),
    show: (message) => talk.show(noted(message)),
    place: (message) => talk.place(noted(message)),
  };
}
