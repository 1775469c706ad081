import { fenceAfter, withoutFences } from './markdown-fences.js';

const BLOCK_MARK = /^>{3,}\s*$/;
const QUOTED = /^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*>/;
const BEGINS_ANEW = /^[ \t]*(?:\r?$|[-+*#]|\d{1,9}[.)])/;

/**
 * Without what stands between two lines of `>>>`, as GitLab quotes more than a line, but for such lines in fenced code:
 * https://docs.gitlab.com/user/markdown/#multiline-blockquote
 */
export function withoutQuoteBlocks(markdown: string): string {
  if (!markdown.includes('>>>')) return markdown;
  const lines = markdown.split('\n');
  const lastMark = lines.findLastIndex((line) => BLOCK_MARK.test(line));
  const kept: string[] = [];
  let fence: string | null = null;
  let isQuoted = false;
  for (const [index, line] of lines.entries()) {
    const isMark = fence === null && BLOCK_MARK.test(line);
    // The last one opens nothing.
    if (isMark && (isQuoted || index < lastMark)) {
      isQuoted = !isQuoted;
      kept.push('');
    } else if (!isQuoted) {
      fence = fenceAfter(fence, line);
      kept.push(line);
    }
  }
  return kept.join('\n');
}

/** Without quotations, fenced code and inline code, line by line: in linear time, where no parser can be asked. */
export function roughlyPlain(markdown: string): string {
  const plain: string[] = [];
  let isQuoted = false;
  for (const line of withoutFences(markdown.split('\n')).lines) {
    isQuoted = QUOTED.test(line) || (isQuoted && !BEGINS_ANEW.test(line));
    if (!isQuoted) plain.push(withoutInlineCode(line));
  }
  return plain.join('\n');
}

/** What stands between two runs of as many backticks. */
function withoutInlineCode(line: string): string {
  const runs = [...line.matchAll(/`+/g)];
  const lastOf = new Map(runs.map(([marks], index) => [marks.length, index]));
  const plain: string[] = [];
  let from = 0;
  let open: number | null = null;
  for (const [index, { 0: marks, index: at }] of runs.entries()) {
    if (open === null && (lastOf.get(marks.length) ?? index) > index) {
      plain.push(line.slice(from, at));
      open = marks.length;
    } else if (open === marks.length) {
      from = at + marks.length;
      open = null;
    }
  }
  return [...plain, line.slice(from)].join(' ');
}
