import type { BotDeps } from './bot-deps.js';
import { sentence } from './phrase.js';
import type { Handler, Turn } from './turn.js';

/** What only operators may, and only where nobody reads along. */
export function forOperators(deps: BotDeps, handle: Handler): Handler {
  return async (turn) => {
    const { talk, t, visit } = turn;
    if (await isOperator(deps, turn)) return handle(turn);
    if (visit.query !== null) return talk.answer(t('users.operators-only'));
    await talk.reply({ lines: [sentence(t, 'users.operators-only')] });
  };
}

export async function isOperator({ stores }: BotDeps, { visit }: Turn): Promise<boolean> {
  const member = await stores.members.find(visit.visitor.id);
  return member?.isOperator === true && visit.chatKind === 'private';
}
