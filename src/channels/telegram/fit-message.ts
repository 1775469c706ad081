import { cutText } from '../cut-text.js';
import type { Piece } from './message-piece.js';

/** Characters of a message after its marks are taken out, in UTF-16 units: https://core.telegram.org/bots/api#sendmessage */
export const MESSAGE_LIMIT = 4096;

/** The same of what stands under a picture: https://core.telegram.org/bots/api#sendphoto */
export const CAPTION_LIMIT = 1024;

const NEWLINE: Piece = { text: '\n', marks: [] };

/** Joins lines into one message of at most `limit`: quotations give way first, then the end. */
export function fitMessage(lines: readonly (readonly Piece[])[], limit: number): readonly Piece[] {
  const shortened = shortenQuotes(lines, limit);
  const pieces = shortened.flatMap((line, index) =>
    index === 0 ? line : [newlineBetween(shortened[index - 1], line), ...line],
  );
  return lengthOf(pieces) <= limit ? pieces : cutEnd(pieces, limit);
}

/** Folded lines that follow on one another fold as one. */
function newlineBetween(before: readonly Piece[] | undefined, after: readonly Piece[]): Piece {
  return before?.at(-1)?.isFolded && after[0]?.isFolded ? { ...NEWLINE, isFolded: true } : NEWLINE;
}

function shortenQuotes(lines: readonly (readonly Piece[])[], limit: number): readonly (readonly Piece[])[] {
  const quotes = lines.flat().filter(isQuote);
  const fixed = lengthOf(lines.flat()) - lengthOf(quotes) + Math.max(0, lines.length - 1);
  let room = limit - fixed;
  if (lengthOf(quotes) <= room) return lines;
  let waiting = quotes.length;
  return lines.map((line) =>
    line.map((piece) => {
      if (!isQuote(piece)) return piece;
      const share = Math.max(1, Math.floor(room / waiting));
      const text = cutText(piece.text, share);
      room -= text.length;
      waiting -= 1;
      return { ...piece, text };
    }),
  );
}

/** A marked piece is left out whole rather than shown in part. */
function cutEnd(pieces: readonly Piece[], limit: number): readonly Piece[] {
  const kept: Piece[] = [];
  let room = limit;
  for (const piece of pieces) {
    if (piece.text.length < room) {
      kept.push(piece);
      room -= piece.text.length;
      continue;
    }
    const rest = piece.marks.length === 0 ? cutText(`${piece.text} `, room) : '…';
    return [...kept, { text: rest, marks: [] }];
  }
  return kept;
}

function isQuote(piece: Piece): boolean {
  return piece.marks.some((mark) => mark.type === 'expandable_blockquote');
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.text.length, 0);
}
