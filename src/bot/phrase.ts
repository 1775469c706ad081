import { line, type Span, type StyledSpan, type TextLine } from '../domain/message.js';
import type { TextParam } from '../domain/ports/translator.js';
import type { TextKey, Texts } from './translator.js';

export type PhraseParams = Readonly<Record<string, Span | number | Date>>;

/** Stand-ins for the values while the text's own marks are read, so that a value can never hold a mark. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
const VALUE = /\ue000(\d+)\ue001/g;

/** `code`, *bold*, a value, or one of our commands. */
const MARKS = /`([^`]+)`|\*([^*]+)\*|\ue000(\d+)\ue001|(?<![\w/`])(\/[a-z]{2,32})\b/g;

/** A text of `locales/` as lines, with values that may be styled or linked. */
export function phrase(t: Texts, key: TextKey, params: PhraseParams = {}): readonly TextLine[] {
  const values: Span[] = [];
  const filled: Record<string, TextParam> = {};
  for (const [name, value] of Object.entries(params)) {
    if (
      typeof value === 'number' ||
      value instanceof Date ||
      (name === 'context' && typeof value === 'string')
    ) {
      filled[name] = value;
    } else {
      filled[name] = `${OPEN}${values.length}${CLOSE}`;
      values.push(value);
    }
  }
  return t(key, filled)
    .split('\n')
    .map((text) => line(...markUp(text, values)));
}

/** The same as one line, for texts that have only one. */
export function sentence(t: Texts, key: TextKey, params: PhraseParams = {}): TextLine {
  return line(...phrase(t, key, params).flatMap((part) => part.spans));
}

function markUp(text: string, values: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    if (match.index > end) spans.push(text.slice(end, match.index));
    const [whole, code, bold, value, command] = match;
    if (code !== undefined) spans.push({ text: fill(code, values), style: 'code' });
    if (bold !== undefined) spans.push({ ...linkIn(bold, values), text: fill(bold, values), style: 'bold' });
    if (value !== undefined) spans.push(values[Number(value)] ?? '');
    if (command !== undefined) spans.push({ text: command, style: 'command' });
    end = match.index + whole.length;
  }
  if (end < text.length) spans.push(text.slice(end));
  return spans;
}

function fill(text: string, values: readonly Span[]): string {
  return text.replace(VALUE, (_, index: string) => textOf(values[Number(index)]));
}

/** A bold value keeps its link. */
function linkIn(text: string, values: readonly Span[]): Pick<StyledSpan, 'href'> {
  const [, index] = [...text.matchAll(VALUE)][0] ?? [];
  const value = index === undefined ? undefined : values[Number(index)];
  return typeof value === 'object' && value.href !== undefined ? { href: value.href } : {};
}

function textOf(value: Span | undefined): string {
  return typeof value === 'object' ? value.text : (value ?? '');
}
