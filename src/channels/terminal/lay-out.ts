import { stripVTControlCharacters, styleText } from 'node:util';
import type { Line, Message, Span } from '../../domain/message.js';
import { cleanBlock, cleanInline } from '../clean-text.js';
import { cutText } from '../cut-text.js';

export interface Layout {
  /** `block`: for eyes, a line for each of the message. `line`: for `grep`, all of it in one. */
  readonly form: 'block' | 'line';
  readonly hasColor: boolean;
}

/** Of someone else's words. */
const MAX_WORDS = { block: 1_000, line: 200 } as const;
const MAX_ROWS = 8;
/** As wide as the time that stands before the first line. */
const INDENT = ' '.repeat(9);

type Style = 'bold' | 'italic' | 'dim' | 'cyan' | 'strikethrough';

/** The text that shows a message, with its line break. The address that matters most stands at the end in full. */
export function layOut({ lines }: Message, layout: Layout): string {
  const link = lines.flatMap(linksOf)[0];
  const address = link === undefined ? [] : [paint(cleanInline(link), 'cyan', layout)];
  if (layout.form === 'line') {
    return `${[...lines.map((line) => inOne(line, layout)), ...address].filter(isFilled).join(' · ')}\n`;
  }
  const rows = [...lines.flatMap((line) => rowsOf(line, layout)), ...address].filter(isFilled);
  return rows.map((row, index) => `${index === 0 ? '' : INDENT}${row}\n`).join('');
}

function rowsOf(line: Line, layout: Layout): readonly string[] {
  if (line.kind === 'text') return [textOf(line.spans, layout)];
  const rows = plain(cutText(cleanBlock(stripped(line.text)), MAX_WORDS.block)).split('\n');
  const shown = rows.length > MAX_ROWS ? [...rows.slice(0, MAX_ROWS), '…'] : rows;
  return shown.map((row) => `${paint('│', 'dim', layout)} ${row}`);
}

function inOne(line: Line, layout: Layout): string {
  if (line.kind === 'text') return textOf(line.spans, layout);
  return cutText(inline(line.text), MAX_WORDS.line);
}

function textOf(spans: readonly Span[], layout: Layout): string {
  return spans
    .map((span) => (typeof span === 'string' ? inline(span) : styled(span, layout)))
    .join('')
    .trimEnd();
}

function styled({ text, style }: Exclude<Span, string>, layout: Layout): string {
  switch (style) {
    case 'bold':
    case 'italic':
      return paint(inline(text), style, layout);
    case 'code':
      return paint(inline(text), 'dim', layout);
    case 'strike':
      return paint(inline(text), 'strikethrough', layout);
    default:
      return inline(text);
  }
}

/** Written by us, so that it is the one thing here that may steer the terminal. */
function paint(text: string, style: Style, { hasColor }: Layout): string {
  return hasColor ? styleText(style, text, { validateStream: false }) : text;
}

/** Spaces at the ends stay: they keep spans apart. */
function inline(text: string): string {
  return cleanInline(stripped(text));
}

/** Whole sequences, so that nothing like `[31m` is left of them; what else could steer a terminal goes with `clean…`. */
function stripped(text: string): string {
  return stripVTControlCharacters(text);
}

function plain(text: string): string {
  return text.replace(/^\n+|\n+$/g, '');
}

function linksOf(line: Line): readonly string[] {
  if (line.kind !== 'text') return [];
  return line.spans.flatMap((span) =>
    typeof span === 'string' || span.href === undefined ? [] : [span.href],
  );
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}
