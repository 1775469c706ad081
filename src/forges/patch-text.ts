import { MAX_DIFF_LINES } from '../domain/text-diff.js';
import { cutText } from './cut-text.js';
import { fenceAfter } from './markdown-fences.js';

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
  const prose: string[] = [];
  let fence: string | null = null;
  for (const line of diff.split('\n')) {
    const isOfSide = line.startsWith(sign);
    if (line.startsWith('@@')) fence = null;
    else if (isOfSide || line.startsWith(' ')) {
      const before: string | null = fence;
      fence = fenceAfter(before, line.slice(1));
      if (before === null && fence === null) prose.push(isOfSide ? line.slice(1) : '');
    }
  }
  return prose.join('\n');
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
