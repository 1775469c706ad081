import type { PendingAction } from '../../domain/ports/people-store.js';
import type { BotDeps } from '../bot-deps.js';
import type { Step, Turn } from '../turn.js';
import { findQuestion } from './ask.js';

/**
 * A reply that was kept as `action`. What ends or skips a question may be written as a command. `handle` tells whether
 * the reply was meant for it.
 */
export function onAnswer(
  deps: BotDeps,
  action: string,
  handle: (turn: Turn, asked: PendingAction) => Promise<boolean>,
): Step {
  return async ({ turn }, next) => {
    const { visit } = turn;
    const isAnswer =
      visit.command === null || visit.command.name === 'cancel' || visit.command.name === 'skip';
    if (visit.isEdit || visit.query !== null || visit.repliesTo === null || !isAnswer) return next();
    const asked = await findQuestion(deps, turn, visit.repliesTo, action);
    if (asked === null || !(await handle(turn, asked))) await next();
  };
}

export function isStop(text: string): boolean {
  return /^\/?(?:cancel|stop|отмена|стоп)$/i.test(text);
}

export function isSkip(text: string): boolean {
  return /^\/?(?:skip|пропустить|-)$/i.test(text);
}
