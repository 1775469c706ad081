import { Composer } from 'telegraf';
import type { Message } from '../../domain/message.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { phrase } from '../phrase.js';
import type { Texts } from '../translator.js';
import { onCommand, type BotContext } from '../turn.js';

/** What it does, what it never does, and the two steps to begin with. */
export function startFeature({ stores }: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onCommand('start', async ({ visit, talk, t }) => {
      const accounts = await stores.accounts.listOf(visit.visitor.id);
      await talk.reply(welcome(t, visit.visitor.name, accounts.length > 0));
    }),
  );
  return composer;
}

function welcome(t: Texts, name: string, hasAccount: boolean): Message {
  const button = (command: 'token' | 'watch' | 'help') => ({
    label: t(`button.${command}`),
    action: encodePress({ kind: 'run', command }),
  });
  return {
    lines: phrase(t, hasAccount ? 'start.again' : 'start.welcome', { name }),
    buttons: hasAccount
      ? [[button('watch')], [button('help')]]
      : [[button('token')], [button('watch')], [button('help')]],
  };
}
