import type { Message } from '../../domain/message.js';
import { encodeButtons, type InlineButton } from './encode-buttons.js';
import { CAPTION_LIMIT, fitMessage, MESSAGE_LIMIT } from './fit-message.js';
import { toPieces, type Mark, type Piece } from './message-piece.js';

/** https://core.telegram.org/bots/api#messageentity: offset and length in UTF-16 units. */
export type Entity = Mark & { readonly offset: number; readonly length: number };

export interface EncodedMessage {
  readonly text: string;
  readonly entities: Entity[];
  readonly link_preview_options: { readonly is_disabled: true };
  readonly reply_markup?:
    | { readonly inline_keyboard: InlineButton[][] }
    /** https://core.telegram.org/bots/api#forcereply: `selective` asks only whoever is replied to. */
    | { readonly force_reply: true; readonly selective: true };
}

/** The message with entities instead of markup, so that no text in it can be read as formatting. */
export function encodeMessage(message: Message): EncodedMessage {
  const limit = message.picture === undefined ? MESSAGE_LIMIT : CAPTION_LIMIT;
  const pieces = fitMessage(
    message.lines.map((line) => toPieces(line)),
    limit,
  );
  const keyboard = encodeButtons(message.buttons ?? []);
  return {
    ...layOut(pieces),
    link_preview_options: { is_disabled: true },
    ...replyMarkup(keyboard, message.asksReply === true),
  };
}

function replyMarkup(keyboard: InlineButton[][], asksReply: boolean): Pick<EncodedMessage, 'reply_markup'> {
  if (keyboard.length > 0) return { reply_markup: { inline_keyboard: keyboard } };
  return asksReply ? { reply_markup: { force_reply: true, selective: true } } : {};
}

function layOut(pieces: readonly Piece[]): Pick<EncodedMessage, 'text' | 'entities'> {
  let text = '';
  const entities: Entity[] = [];
  let fold: { offset: number; length: number } | null = null;
  for (const piece of pieces) {
    fold = piece.isFolded ? (fold ?? openFold(entities, text.length)) : null;
    if (fold !== null) fold.length += piece.text.length;
    for (const mark of piece.marks)
      entities.push({ ...mark, offset: text.length, length: piece.text.length });
    text += piece.text;
  }
  return text.trim() === '' ? { text: '…', entities: [] } : { text, entities };
}

/** Marks of what is in it stand behind it, as Telegram orders them. */
function openFold(entities: Entity[], offset: number): { offset: number; length: number } {
  const fold = { type: 'expandable_blockquote' as const, offset, length: 0 };
  entities.push(fold);
  return fold;
}
