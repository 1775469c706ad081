import { line, type Message, type TextLine } from '../domain/message.js';
import { MINUTE } from '../domain/time.js';
import { keepAnswer } from './acting/ask.js';
import { isStop, onAnswer } from './acting/on-answer.js';
import type { BotDeps } from './bot-deps.js';
import type { Step, Turn } from './turn.js';

const LIFETIME_MS = 30 * MINUTE;

/** Shows a panel, in the message that was pressed where one was; what is answered to it counts for a while. */
export async function placePanel(
  deps: BotDeps,
  { talk, visit }: Turn,
  message: Message,
  action: string,
): Promise<void> {
  const messageId = await talk[visit.command === null ? 'place' : 'ask'](message);
  if (messageId !== null)
    await keepAnswer(deps, visit, messageId, { action, payload: {}, lifetimeMs: LIFETIME_MS });
}

/** What was typed as the answer to a panel; nothing for a word that only ends a question. */
export function onPanelAnswer(
  deps: BotDeps,
  action: string,
  take: (turn: Turn, typed: string) => Promise<Message>,
): Step {
  return onAnswer(deps, action, async (turn) => {
    const typed = turn.visit.text.trim();
    await rewritePanel(turn, await take(turn, isStop(typed) ? '' : typed));
    return true;
  });
}

/** In private what was typed goes: the panel shows what became of it. */
export async function rewritePanel({ talk, visit }: Turn, message: Message): Promise<void> {
  if (visit.repliesTo === null) return;
  await talk.rewrite(visit.repliesTo, message);
  if (visit.chatKind === 'private') await talk.deleteIncoming();
}

/** With what is to be said before. */
export function underNote(note: TextLine, panel: Message): Message {
  return { ...panel, lines: [note, line(''), ...panel.lines] };
}
