import { MAX_DIFF_LINES } from '../domain/text-diff.js';
import { cutText } from './cut-text.js';

const MAX_LINE_LENGTH = 120;

/** Added and removed lines of a file's hunks, as both forges show them: without the header that names the file. */
export function countLines(diff: string): { readonly additions: number; readonly deletions: number } {
  return { additions: (diff.match(/^\+/gm) ?? []).length, deletions: (diff.match(/^-/gm) ?? []).length };
}

/** The lines of one side alone, without their signs. */
export function linesOf(diff: string, sign: '-' | '+'): string {
  return diff
    .split('\n')
    .filter((text) => text.startsWith(sign))
    .map((text) => text.slice(1))
    .join('\n');
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
