import { clearTimeout, setTimeout } from 'node:timers';
import type { TelegramState } from './telegram-state.js';

/** Looks at once and after every event; the limit is real time, for a test that would hang otherwise. */
export function waitForEvent<T>(
  state: TelegramState,
  probe: () => T | null | undefined | false,
  { what = 'something', timeoutMs = 10_000 }: { readonly what?: string; readonly timeoutMs?: number },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
    };
    const look = (): void => {
      try {
        const found = probe();
        if (found === null || found === undefined || found === false) return;
        end();
        resolve(found);
      } catch (error) {
        end();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const stop = state.listen(look);
    const timer = setTimeout(() => {
      end();
      reject(new Error(`Waited ${timeoutMs} ms for ${what} in vain. ${recentMessages(state)}`));
    }, timeoutMs);
    look();
  });
}

function recentMessages(state: TelegramState): string {
  const all = [...state.chats.values()].flatMap((chat) => chat.messages.filter((one) => one.from === 'bot'));
  const last = all.sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime()).slice(-5);
  if (last.length === 0) return 'The bot has said nothing.';
  return `The bot said last: ${last.map((one) => JSON.stringify(one.text.slice(0, 120))).join(', ')}`;
}
