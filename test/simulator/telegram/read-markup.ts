import { badRequest } from './api-error.js';
import { isLinkable } from './format-text.js';
import type { Parameters } from './parameters.js';
import type { ButtonRows, InlineButton } from './world-types.js';

const MAX_BUTTONS = 100;
const KINDS = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'pay',
];

export interface Markup {
  readonly buttons: ButtonRows;
  /** A reply keyboard, its removal, or a forced reply. */
  readonly keyboard: Readonly<Record<string, unknown>> | null;
}

/** `reply_markup`, or Telegram's refusal of it. */
export function readMarkup(parameters: Parameters): Markup {
  const markup = parameters.object('reply_markup');
  if (markup === undefined) return { buttons: [], keyboard: null };
  const rows = markup['inline_keyboard'];
  if (rows === undefined) return { buttons: [], keyboard: Object.keys(markup).length === 0 ? null : markup };
  if (!Array.isArray(rows) || !rows.every((row): row is unknown[] => Array.isArray(row))) {
    throw badRequest('inline keyboard must be an Array of Arrays');
  }
  const buttons = rows.map((row) => row.map((button) => readButton(button))).filter((row) => row.length > 0);
  if (buttons.flat().length > MAX_BUTTONS) throw badRequest('reply markup is too long');
  return { buttons, keyboard: null };
}

function readButton(item: unknown): InlineButton {
  if (typeof item !== 'object' || item === null) throw badRequest('InlineKeyboardButton must be an Object');
  const button = item as InlineButton;
  if (typeof button.text !== 'string' || button.text === '')
    throw badRequest('button text must be non-empty');
  if (!KINDS.some((kind) => kind in button))
    throw badRequest('text buttons are unallowed in the inline keyboard');
  if (button.callback_data !== undefined) checkCallbackData(button.callback_data);
  if (button.url !== undefined && !isLinkable(button.url)) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  }
  return button;
}

function checkCallbackData(data: unknown): void {
  const size = typeof data === 'string' ? Buffer.byteLength(data) : 0;
  if (size < 1 || size > 64) throw badRequest('BUTTON_DATA_INVALID');
}
