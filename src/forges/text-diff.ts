import { diffArrays } from 'diff';
import { MAX_DIFF_LINE_LENGTH, MAX_DIFF_LINES, type TextDiff } from '../domain/text-diff.js';
import { cutText } from './cut-text.js';

/** Longer ones are not compared: the time for it would be taken from everybody else's reads. */
const MAX_LENGTH = 200_000;
/** Lines that differ; what has more in it is another text. */
const MAX_EDITS = 1_000;

/** `null`: no line differs, or they are too long, or too different, to be compared. */
export function diffTexts(before: string, after: string): TextDiff | null {
  if (Math.max(before.length, after.length) > MAX_LENGTH) return null;
  const parts = diffArrays(linesOf(before), linesOf(after), { maxEditLength: MAX_EDITS });
  if (parts === undefined) return null;
  const changed = parts.flatMap(({ added, removed, value }) =>
    added || removed ? value.map((text) => ({ sign: added ? '+' : '-', text })) : [],
  );
  if (changed.length === 0) return null;
  const added = changed.filter(({ sign }) => sign === '+').length;
  return {
    added,
    removed: changed.length - added,
    lines: changed
      .filter(({ text }) => text.trim() !== '')
      .slice(0, MAX_DIFF_LINES)
      .map(({ sign, text }) => `${sign} ${cutLine(text.trim())}`),
  };
}

/** A line break at the end begins no further line. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

function cutLine(text: string): string {
  return text.length <= MAX_DIFF_LINE_LENGTH ? text : `${cutText(text, MAX_DIFF_LINE_LENGTH - 1)}…`;
}
