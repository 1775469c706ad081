import { DeliveryError } from '../../domain/errors.js';
import type { Button } from '../../domain/message.js';
import { cleanInline } from '../clean-text.js';
import { cutText } from '../cut-text.js';
import { toWebAddress } from './web-address.js';

export type InlineButton =
  { readonly text: string; readonly url: string } | { readonly text: string; readonly callback_data: string };

/** Bytes of UTF-8: https://core.telegram.org/bots/api#inlinekeyboardbutton */
const ACTION_LIMIT = 64;
const LABEL_LIMIT = 64;

/** Rows of buttons without those whose address Telegram would refuse: one of them costs the whole message. */
export function encodeButtons(rows: readonly (readonly Button[])[]): InlineButton[][] {
  return rows
    .map((row) => row.map((button) => encodeButton(button)).filter((button) => button !== null))
    .filter((row) => row.length > 0);
}

function encodeButton(button: Button): InlineButton | null {
  const text = cutText(cleanInline(button.label.slice(0, 1024)).trim(), LABEL_LIMIT) || '…';
  if ('url' in button) {
    const url = toWebAddress(button.url);
    return url === null ? null : { text, url };
  }
  const bytes = Buffer.byteLength(button.action);
  if (bytes === 0 || bytes > ACTION_LIMIT) {
    throw new DeliveryError(
      'rejected',
      `a button's action has ${bytes} bytes, 1 to ${ACTION_LIMIT} are allowed`,
    );
  }
  return { text, callback_data: button.action };
}
