import { nearestOf } from '../domain/nearest-word.js';

/** Commands of the menu, in its order. */
export const COMMANDS = [
  'todo',
  'mrs',
  'pipelines',
  'log',
  'look',
  'do',
  'approve',
  'merge',
  'retry',
  'run',
  'cancel',
  'comment',
  'issue',
  'close',
  'reopen',
  'report',
  'tickets',
  'history',
  'stats',
  'dashboard',
  'record',
  'watch',
  'watches',
  'unwatch',
  'mute',
  'unmute',
  'settings',
  'quiet',
  'timezone',
  'digest',
  'filters',
  'why',
  'desk',
  'iam',
  'status',
  'token',
  'accounts',
  'language',
  'help',
  'start',
  'export',
  'forget',
  'users',
  'invite',
] as const;

export type CommandName = (typeof COMMANDS)[number];

const OF_ONE_PERSON: ReadonlySet<CommandName> = new Set([
  'todo',
  'mrs',
  'history',
  'dashboard',
  'record',
  'status',
  'token',
  'accounts',
  'start',
  'export',
  'forget',
  'users',
  'invite',
]);

/** What only operators can do. */
export const OPERATOR_COMMANDS: readonly CommandName[] = ['users', 'invite'];

/** What makes sense in front of others, in the order of the menu. */
export const GROUP_COMMANDS: readonly CommandName[] = COMMANDS.filter((name) => !OF_ONE_PERSON.has(name));

export function isCommandName(name: string): name is CommandName {
  return (COMMANDS as readonly string[]).includes(name);
}

export interface Command {
  readonly name: string;
  /** What stands after the command, trimmed. */
  readonly argument: string;
  /** Written as `/name@bot`. */
  readonly isAddressed: boolean;
}

const FORM = /^\/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+([\s\S]*))?$/;

/** `null`: not a command, or another bot's. */
export function parseCommand(text: string, botName: string): Command | null {
  const [, name, addressee, argument = ''] = FORM.exec(text.trimStart()) ?? [];
  if (name === undefined) return null;
  if (addressee !== undefined && addressee.toLowerCase() !== botName.toLowerCase()) return null;
  return { name: name.toLowerCase(), argument: argument.trim(), isAddressed: addressee !== undefined };
}

/** The known command that was probably meant; `null` when none comes near. */
export function nearestCommand(name: string): CommandName | null {
  const best = nearestOf(name, COMMANDS);
  if (best === null) return null;
  return best.distance <= Math.max(1, Math.floor(best.word.length / 2)) ? best.word : null;
}
