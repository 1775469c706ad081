import { withoutFences } from './markdown-fences.js';

/** A part of a Markdown text that can be read by itself. */
export interface MarkdownSection {
  readonly text: string;
  /** So full of markup that parsing it could take seconds: CommonMark parsers are quadratic in nested marks. */
  readonly isTangled: boolean;
}

const MAX_SECTION = 2_000;
const MAX_MARKS = 150;
const MARK = /[>[\]<*`\\]|^[ \t]*(?:[-+]|\d{1,9}[.)])(?=[ \t]|$)/gm;
const BLANKS = /\n(?:[ \t]*\n){2,}/g;

/**
 * Cuts at blank lines, so that the work of a parser is bounded by a section and grows no faster than the text.
 * A short text is one section; fenced code that would be torn apart is left out.
 */
export function splitMarkdown(markdown: string): readonly MarkdownSection[] {
  if (markdown.length <= MAX_SECTION) return [toSection(markdown.replace(BLANKS, '\n\n'))];
  const sections: MarkdownSection[] = [];
  let lines: string[] = [];
  let length = 0;
  for (const line of withoutFences(markdown.replace(BLANKS, '\n\n').split('\n')).lines) {
    const isFull = length + line.length > MAX_SECTION;
    const isPause = line.trim() === '' && length > MAX_SECTION / 2;
    if (lines.length > 0 && (isFull || isPause)) {
      sections.push(toSection(lines.join('\n')));
      lines = [];
      length = 0;
    }
    lines.push(line);
    length += line.length + 1;
  }
  return [...sections, toSection(lines.join('\n'))];
}

function toSection(text: string): MarkdownSection {
  const isTangled = text.length > MAX_SECTION || (text.match(MARK)?.length ?? 0) > MAX_MARKS;
  return { text, isTangled };
}
