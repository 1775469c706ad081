import type { UserFromGetMe } from 'telegraf/types';
import { callTelegram } from '../channels/telegram/telegram-client.js';
import { translateTelegramError } from '../channels/telegram/telegram-error.js';
import { SECOND } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';

const FIRST_PAUSE_MS = SECOND;
const LONGEST_PAUSE_MS = 30 * SECOND;

/** Learns who the bot is, as often as it takes. `null`: stopped, or the token is refused, which `onFatal` hears. */
export async function connect(
  { telegram, logger, wait, onFatal }: Pick<BotDeps, 'telegram' | 'logger' | 'wait' | 'onFatal'>,
  signal: AbortSignal,
): Promise<UserFromGetMe | null> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const me = await callTelegram(telegram, 'getMe', {}, { timeoutMs: 20 * SECOND, signal });
      logger.info({ bot: me.username }, 'connected to Telegram');
      return me;
    } catch (thrown) {
      const error = translateTelegramError(thrown);
      if (error.code === 'unauthorized') {
        onFatal(error);
        return null;
      }
      if (pauseMs === FIRST_PAUSE_MS) logger.warn({ error }, 'Telegram does not answer yet, trying again');
      await wait(Math.max(pauseMs, (error.retryAfterSeconds ?? 0) * SECOND), signal);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
  return null;
}
