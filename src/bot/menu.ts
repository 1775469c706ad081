import { callTelegram } from '../channels/telegram/telegram-client.js';
import type { Member } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import { COMMANDS, GROUP_COMMANDS, OPERATOR_COMMANDS, type CommandName } from './commands.js';
import { asTexts, LANGUAGES, type Texts } from './translator.js';

const PERSON_COMMANDS = COMMANDS.filter((name) => !OPERATOR_COMMANDS.includes(name));

const SCOPES = [
  { type: 'all_private_chats', commands: PERSON_COMMANDS },
  { type: 'all_group_chats', commands: GROUP_COMMANDS },
] as const satisfies readonly { type: string; commands: readonly CommandName[] }[];

type MenuDeps = Pick<BotDeps, 'telegram' | 'translator' | 'logger' | 'stores'>;

type Scope =
  { readonly type: (typeof SCOPES)[number]['type'] } | { readonly type: 'chat'; readonly chat_id: number };

interface Menu {
  readonly scope: Scope;
  readonly commands: readonly CommandName[];
  /** `null`: each reader's Telegram decides. */
  readonly language: string | null;
}

/** Command menus for each scope and language; English stands where nothing narrower does. */
export async function publishMenu(deps: MenuDeps): Promise<void> {
  const { logger, stores } = deps;
  try {
    for (const { type, commands } of SCOPES)
      await publish(deps, { scope: { type }, commands, language: null });
    for (const { id } of await stores.members.list()) {
      const member = await stores.members.find(id);
      if (hasOwnMenu(member)) await publishMenuOf(deps, id);
    }
    for (const { chatId, language } of await stores.chats.listGroups()) {
      await publishGroupMenu(deps, chatId, language);
    }
  } catch (error) {
    logger.warn({ error }, 'the command menu could not be published');
  }
}

/**
 * What one person may send, in the language that they chose. Telegram refuses it for somebody who has not written to the
 * bot yet.
 */
export async function publishMenuOf(deps: MenuDeps, personId: string): Promise<void> {
  const member = await deps.stores.members.find(personId);
  const scope = ofChat(personId);
  const language = member?.chosenLanguage ?? null;
  const commands = member?.isOperator === true ? COMMANDS : PERSON_COMMANDS;
  await unlessRefused(deps, personId, () =>
    hasOwnMenu(member) ? publish(deps, { scope, commands, language }) : withdraw(deps, scope),
  );
}

function hasOwnMenu(member: Member | null): boolean {
  return member !== null && (member.isOperator || member.chosenLanguage !== null);
}

/** In the language of the group, whatever that of its members. */
export async function publishGroupMenu(deps: MenuDeps, chatId: string, language: string): Promise<void> {
  const menu = { scope: ofChat(chatId), commands: GROUP_COMMANDS, language };
  await unlessRefused(deps, chatId, () => publish(deps, menu));
}

function ofChat(chatId: string): Scope {
  return { type: 'chat', chat_id: Number(chatId) };
}

async function unlessRefused({ logger }: MenuDeps, chatId: string, call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    logger.info({ chatId, error }, 'the command menu of a chat could not be published');
  }
}

/** For each language of a reader's Telegram: a list that names one would be shown before one that names none. */
async function publish(
  { telegram, translator }: MenuDeps,
  { scope, commands, language }: Menu,
): Promise<void> {
  for (const reader of LANGUAGES) {
    await callTelegram(telegram, 'setMyCommands', {
      commands: describe(asTexts(translator(language ?? reader)), commands),
      scope,
      ...codeOf(reader),
    });
  }
}

async function withdraw({ telegram }: MenuDeps, scope: Scope): Promise<void> {
  for (const reader of LANGUAGES)
    await callTelegram(telegram, 'deleteMyCommands', { scope, ...codeOf(reader) });
}

function codeOf(language: (typeof LANGUAGES)[number]): { readonly language_code?: string } {
  return language === 'en' ? {} : { language_code: language };
}

function describe(
  t: Texts,
  commands: readonly CommandName[],
): readonly { readonly command: string; readonly description: string }[] {
  return commands.map((command) => ({ command, description: t(`command.${command}`) }));
}
