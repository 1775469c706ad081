import { badRequest } from '../api-error.js';
import type { Parameters } from '../parameters.js';
import type { CommandList } from '../telegram-state.js';
import type { Methods } from './method.js';

const MAX_COMMANDS = 100;

/** https://core.telegram.org/bots/api#setmycommands: one list for each scope and language. */
export const commandMethods: Methods = {
  setMyCommands: ({ state, parameters }) => {
    const commands = (parameters.list('commands') ?? []).map((item) => readCommand(item));
    if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    const key = readKey(parameters);
    state.commandLists = [
      ...state.commandLists.filter((list) => !isSameKey(list, key)),
      { ...key, commands },
    ];
    state.emit({ kind: 'commands' });
    return true;
  },

  getMyCommands: ({ state, parameters }) => {
    const key = readKey(parameters);
    return state.commandLists.find((list) => isSameKey(list, key))?.commands ?? [];
  },

  deleteMyCommands: ({ state, parameters }) => {
    const key = readKey(parameters);
    state.commandLists = state.commandLists.filter((list) => !isSameKey(list, key));
    state.emit({ kind: 'commands' });
    return true;
  },
};

type CommandKey = Pick<CommandList, 'scope' | 'language'>;

function readKey(parameters: Parameters): CommandKey {
  const language = parameters.text('language_code') ?? '';
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified');
  return { scope: parameters.object('scope') ?? { type: 'default' }, language };
}

function isSameKey(one: CommandKey, other: CommandKey): boolean {
  const text = ({ scope, language }: CommandKey): string =>
    JSON.stringify([scope['type'], scope['chat_id'], scope['user_id'], language]);
  return text(one) === text(other);
}

function readCommand(item: unknown): { readonly command: string; readonly description: string } {
  const { command, description } = (item ?? {}) as { command?: unknown; description?: unknown };
  if (typeof command !== 'string' || !/^\/?[a-z0-9_]{1,32}$/.test(command))
    throw badRequest('BOT_COMMAND_INVALID');
  if (typeof description !== 'string' || description.length < 1 || description.length > 256) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return { command: command.replace('/', ''), description };
}
