import { callTelegram } from '../channels/telegram/telegram-client.js';
import type { BotDeps } from './bot-deps.js';
import { COMMANDS, GROUP_COMMANDS, type CommandName } from './commands.js';
import { asTexts, LANGUAGES } from './translator.js';

const SCOPES = [
  { type: 'all_private_chats', commands: COMMANDS },
  { type: 'all_group_chats', commands: GROUP_COMMANDS },
] as const satisfies readonly { type: string; commands: readonly CommandName[] }[];

/** Command menus for each scope and language; English stands where nothing narrower does. */
export async function publishMenu({ telegram, translator, logger }: BotDeps): Promise<void> {
  try {
    for (const { type, commands } of SCOPES) {
      for (const language of LANGUAGES) {
        const t = asTexts(translator(language));
        await callTelegram(telegram, 'setMyCommands', {
          commands: commands.map((command) => ({ command, description: t(`command.${command}`) })),
          scope: { type },
          ...(language === 'en' ? {} : { language_code: language }),
        });
      }
    }
  } catch (error) {
    logger.warn({ error }, 'the command menu could not be published');
  }
}
