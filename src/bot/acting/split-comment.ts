import type { Visit } from '../visit.js';

/** `/comment`: in reply to a message all is text; else the first word names what it is on. */
export function splitComment({ command, repliesTo }: Pick<Visit, 'command' | 'repliesTo'>): {
  readonly word: string;
  readonly text: string;
} {
  const argument = command?.argument ?? '';
  if (repliesTo !== null) return { word: '', text: argument };
  const [word = ''] = /^\S+/.exec(argument) ?? [];
  return { word, text: argument.slice(word.length).trim() };
}
