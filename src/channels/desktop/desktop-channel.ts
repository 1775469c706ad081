import { stripVTControlCharacters } from 'node:util';
import { DeliveryError } from '../../domain/errors.js';
import { plainText, type Line, type Message } from '../../domain/message.js';
import type { Channel } from '../../domain/ports/channel.js';
import { cleanInline } from '../clean-text.js';
import { cutText } from '../cut-text.js';

/** What puts a note on the desktop. Rejects where there is no way to. */
export type Notify = (note: { readonly title: string; readonly text: string }) => Promise<void>;

/** More is not shown by any desktop. */
const MAX_TITLE = 100;
const MAX_TEXT = 240;

/** The desktop of whoever runs the process. What comes in silence is left out: a note is nothing but the call. */
export function createDesktopChannel(notify: Notify): Channel {
  let sent = 0;
  return {
    async send(_address, message, { isSilent }) {
      sent += 1;
      if (isSilent) return String(sent);
      try {
        await notify(noteOf(message));
      } catch (error) {
        throw new DeliveryError('unreachable', 'no desktop to show a note on', { cause: error });
      }
      return String(sent);
    },
    // A note that was seen cannot be changed.
    edit: () => Promise.resolve('gone'),
  };
}

function noteOf({ lines }: Message): { readonly title: string; readonly text: string } {
  const [title = '', ...rest] = lines.map(textOf).filter((text) => text !== '');
  return { title: cutText(title, MAX_TITLE), text: cutText(rest.join('\n'), MAX_TEXT) };
}

function textOf(line: Line): string {
  return cleanInline(stripVTControlCharacters(plainText(line))).trim();
}
