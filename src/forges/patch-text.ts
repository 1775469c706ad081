import { MAX_DIFF_LINES } from '../domain/text-diff.js';
import { cutText } from './cut-text.js';
import { fenceAfter, withoutFences } from './markdown-fences.js';

const MAX_LINE_LENGTH = 120;

/** Added and removed lines of a file's hunks, as both forges show them: without the header that names the file. */
export function countLines(diff: string): { readonly additions: number; readonly deletions: number } {
  return { additions: (diff.match(/^\+/gm) ?? []).length, deletions: (diff.match(/^-/gm) ?? []).length };
}

/**
 * The lines of one side alone, without their signs and without fenced code: where a fence stands among the unchanged
 * lines of a hunk, it counts. A blank line takes the place of what lies between.
 */
export function proseOf(diff: string, sign: '-' | '+'): string {
  const hunks = diff
    .split(/^@@.*$/m)
    .map((hunk) => hunk.split('\n').filter((line) => SIDES[sign].test(line)));
  return hunks
    .flatMap(outsideCode)
    .map((line) => (line.startsWith(sign) ? line.slice(1) : ''))
    .join('\n');
}

const SIDES = { '-': /^[- ]/, '+': /^[+ ]/ };

/** A first fence that leaves all the rest in code, and names no language, ends one from above the hunk. */
function outsideCode(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => fenceAfter(null, line.slice(1)) !== null);
  const text = lines[first]?.slice(1) ?? '';
  const isBare = fenceAfter(fenceAfter(null, text), text) === null;
  const { lines: prose, open } = withoutFences(lines, 1);
  return first !== -1 && isBare && open !== null ? withoutFences(lines.toSpliced(first, 1), 1).lines : prose;
}

/** The first lines that differ, blank ones apart; `null` where none does. */
export function excerptOf(diff: string): string | null {
  const lines: string[] = [];
  for (const [text] of diff.matchAll(/^[+-].*\S.*$/gm)) {
    lines.push(cutText(text, MAX_LINE_LENGTH));
    if (lines.length === MAX_DIFF_LINES) break;
  }
  return lines.length === 0 ? null : lines.join('\n');
}
