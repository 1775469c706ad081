import type { Line, Span, StyledSpan } from '../../domain/message.js';
import { cleanBlock, cleanInline } from '../clean-text.js';
import { cutText, keepWhole } from '../cut-text.js';
import { disarmText } from './disarm-text.js';
import { toWebAddress } from './web-address.js';

/** How a piece of text is shown. `@telegraf/types` ends at Bot API 7.1 and does not know the folding quotation. */
export type Mark =
  | { readonly type: 'bold' | 'italic' | 'strikethrough' | 'code' | 'pre' | 'expandable_blockquote' }
  | { readonly type: 'text_link'; readonly url: string }
  /** Telegram looks at the id alone, which its specification does not say. */
  | { readonly type: 'text_mention'; readonly user: MentionedUser };

interface MentionedUser {
  readonly id: number;
  readonly is_bot: false;
  readonly first_name: string;
}

/** Text that is shown whole or not at all, with the marks that cover it. */
export interface Piece {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Part of lines that fold together. */
  readonly isFolded?: true;
}

/** One span of a line; a title of 100 kB must leave room for the rest. */
const SPAN_LIMIT = 1024;

/** What is looked at of a text: enough to fill any message, whatever cleaning takes away. */
const READ_LIMIT = 16_384;

const STYLE_MARKS = { bold: 'bold', italic: 'italic', code: 'code', strike: 'strikethrough' } as const;

/** A line as pieces that need no further care. */
export function toPieces(line: Line): readonly Piece[] {
  if (line.kind === 'text')
    return line.spans
      .map((span) => ({ ...spanPiece(span), ...(line.isFolded ? { isFolded: line.isFolded } : {}) }))
      .filter((piece) => piece.text !== '');
  if (line.kind === 'code') return codePieces(line.text);
  const text = disarmText(cleanBlock(keepWhole(line.text, READ_LIMIT)).trim(), 'plain');
  return text === '' ? [] : [{ text, marks: [{ type: 'expandable_blockquote' }] }];
}

/** In code nothing becomes a link or a mention. */
function codePieces(text: string): readonly Piece[] {
  const clean = cleanBlock(keepWhole(text, READ_LIMIT)).trim();
  return clean === '' ? [] : [{ text: clean, marks: [{ type: 'pre' }] }];
}

function spanPiece(span: Span): Piece {
  const styled: StyledSpan = typeof span === 'string' ? { text: span } : span;
  const marks = styled.personId === undefined ? spanMarks(styled) : mentionMarks(styled.personId);
  const text = cutText(safeText(styled, marks), SPAN_LIMIT);
  return { text, marks: text.trim() === '' ? [] : marks };
}

/** In code nothing becomes a link, and a command of ours is meant to. */
function safeText({ text, style }: StyledSpan, marks: readonly Mark[]): string {
  const clean = cleanInline(keepWhole(text, READ_LIMIT));
  if (style === 'command' || marks.some((mark) => mark.type === 'code')) return clean;
  return disarmText(clean, marks.some(isClosed) ? 'link' : 'plain');
}

/** In these Telegram finds no other link. */
function isClosed({ type }: Mark): boolean {
  return type === 'text_link' || type === 'text_mention';
}

/** What is no id of Telegram stays plain text. */
function mentionMarks(personId: string): readonly Mark[] {
  const id = Number(personId);
  if (!Number.isSafeInteger(id) || id <= 0) return [];
  return [{ type: 'text_mention', user: { id, is_bot: false, first_name: personId } }];
}

/** Telegram lets nothing overlap code, so a link wins over it. */
function spanMarks({ style, href }: StyledSpan): readonly Mark[] {
  const url = href === undefined ? null : toWebAddress(href);
  const link: readonly Mark[] = url === null ? [] : [{ type: 'text_link', url }];
  if (style === undefined || style === 'command') return link;
  if (style === 'code' && link.length > 0) return link;
  return [...link, { type: STYLE_MARKS[style] }];
}
