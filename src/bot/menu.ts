import { callTelegram } from '../channels/telegram/telegram-client.js';
import { DEFAULT_LANGUAGE, languageOf } from '../domain/language.js';
import type { BotDeps } from './bot-deps.js';
import { COMMANDS, GROUP_COMMANDS, OPERATOR_COMMANDS, type CommandName } from './commands.js';
import { asTexts, LANGUAGES, type Texts } from './translator.js';

const SCOPES = [
  {
    type: 'all_private_chats',
    commands: COMMANDS.filter((name) => !OPERATOR_COMMANDS.includes(name)),
  },
  { type: 'all_group_chats', commands: GROUP_COMMANDS },
] as const satisfies readonly { type: string; commands: readonly CommandName[] }[];

type MenuDeps = Pick<BotDeps, 'telegram' | 'translator' | 'logger' | 'stores'>;

/** Command menus for each scope and language; English stands where nothing narrower does. */
export async function publishMenu(deps: MenuDeps): Promise<void> {
  const { telegram, translator, logger, stores } = deps;
  try {
    for (const { type, commands } of SCOPES) {
      for (const language of LANGUAGES) {
        await callTelegram(telegram, 'setMyCommands', {
          commands: describe(asTexts(translator(language)), commands),
          scope: { type },
          ...(language === 'en' ? {} : { language_code: language }),
        });
      }
    }
    for (const { id, isOperator } of await stores.members.list()) {
      if (isOperator) await publishOperatorMenu(deps, id);
    }
  } catch (error) {
    logger.warn({ error }, 'the command menu could not be published');
  }
}

/** All commands, for one operator. Telegram refuses it for somebody who has not written to the bot yet. */
export async function publishOperatorMenu(
  { telegram, translator, logger, stores }: MenuDeps,
  personId: string,
): Promise<void> {
  const member = await stores.members.find(personId);
  const t = asTexts(translator(member === null ? DEFAULT_LANGUAGE : languageOf(member)));
  try {
    await callTelegram(telegram, 'setMyCommands', {
      commands: describe(t, COMMANDS),
      scope: { type: 'chat', chat_id: Number(personId) },
    });
  } catch (error) {
    logger.info({ personId, error }, "an operator's command menu could not be published");
  }
}

function describe(
  t: Texts,
  commands: readonly CommandName[],
): readonly { readonly command: string; readonly description: string }[] {
  return commands.map((command) => ({ command, description: t(`command.${command}`) }));
}
