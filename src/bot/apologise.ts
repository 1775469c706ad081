import type { BotDeps } from './bot-deps.js';
import { sentence } from './phrase.js';
import type { BotContext } from './turn.js';

/** Where every failure of a handler ends: one log line, and one sentence for a person who waits for an answer. */
export async function apologise(deps: BotDeps, error: unknown, ctx: BotContext): Promise<void> {
  deps.logger.error({ updateId: ctx.update.update_id, error }, 'an update could not be handled');
  const turn = 'turn' in ctx ? ctx.turn : null;
  if (turn === null || !expectsAnswer(turn)) return;
  await turn.talk.answer(turn.t('trouble.unexpected'));
  if (turn.visit.query === null) await turn.talk.reply({ lines: [sentence(turn.t, 'trouble.unexpected')] });
}

function expectsAnswer({ visit }: BotContext['turn']): boolean {
  return visit.query !== null || visit.command !== null || visit.chatKind === 'private';
}
