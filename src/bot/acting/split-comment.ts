import type { Visit } from '../visit.js';

/** `/comment`: in reply to a message all is text; else the first word names what it is on. */
export function splitComment({ markdown, repliesTo }: Pick<Visit, 'markdown' | 'repliesTo'>): {
  readonly word: string;
  readonly text: string;
} {
  if (repliesTo !== null) return { word: '', text: markdown };
  const [word = ''] = /^\S+/.exec(markdown) ?? [];
  return { word, text: markdown.slice(word.length).trim() };
}
