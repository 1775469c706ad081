import type { Span } from '../../domain/message.js';

const ELLIPSIS = '…';

/** On one line, of at most so many UTF-16 units: what goes beyond gives way to an ellipsis, and never half a character. */
export function fitLine(spans: readonly Span[], limit: number): readonly Span[] {
  const kept: Span[] = [];
  let room = limit;
  for (const span of spans) {
    const text = textOf(span).replaceAll(/[\r\n]+/g, ' ');
    const shown = text.length <= room ? text : cut(text, room);
    if (shown !== '') kept.push(typeof span === 'string' ? shown : { ...span, text: shown });
    room -= text.length;
    if (room <= 0) break;
  }
  return kept;
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + textOf(span).length, 0);
}

function textOf(span: Span): string {
  return typeof span === 'string' ? span : span.text;
}

function cut(text: string, room: number): string {
  const whole = text.slice(0, room - ELLIPSIS.length).replace(/[\uD800-\uDBFF]$/, '');
  return whole.trimEnd() + ELLIPSIS;
}
