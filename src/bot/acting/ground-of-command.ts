import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import type { Ground } from './errand.js';
import { groundOfMessage } from './ground.js';
import { groundOfTyped, type Unfound } from './typed-ground.js';

/** What a command is about: the message that it replies to, else what is named beside it. */
export async function groundOfCommand(deps: BotDeps, turn: Turn, word: string): Promise<Ground | Unfound> {
  const { visit } = turn;
  const command = visit.command?.name ?? '';
  const key = command === 'comment' ? 'act.how-comment' : 'act.how';
  if (visit.repliesTo === null)
    return word === '' ? { key, params: { command } } : groundOfTyped(deps, turn, word);
  return (await groundOfMessage(deps, turn, visit.repliesTo)) ?? { key, params: { command } };
}
