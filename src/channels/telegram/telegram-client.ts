import { Telegram } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import type { ProxyServer } from '../../domain/proxies.js';
import { createTelegramAgent, proxyHostOf } from './telegram-agent.js';
import { translateTelegramError } from './telegram-error.js';

export type { Telegram } from 'telegraf';

export interface CallLimits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Long enough for a slow line, short enough that a dead one does not hold a chat up. */
const TIMEOUT_MS = 20_000;

type CallOptions = NonNullable<Parameters<Telegram['callApi']>[2]>;

export interface TelegramSettings {
  readonly token: string;
  readonly apiRoot: string;
  readonly proxy?: ProxyServer | null;
}

/** telegraf resolves method paths against the address, which would cut off a last part without its slash. */
export function createTelegram(settings: TelegramSettings): Telegram {
  const apiRoot = settings.apiRoot.endsWith('/') ? settings.apiRoot : `${settings.apiRoot}/`;
  const telegram = new Telegram(settings.token, { apiRoot, webhookReply: false });
  // The constructor drops an agent where the address is http.
  telegram.options.agent = createTelegramAgent(apiRoot, settings.proxy ?? null);
  return telegram;
}

/** One Bot API call with a time limit, which telegraf's own methods lack. Throws `DeliveryError` and nothing else. */
export async function callTelegram<M extends keyof Methods>(
  telegram: Telegram,
  method: M,
  payload: Opts<M>,
  limits: CallLimits = { timeoutMs: TIMEOUT_MS },
): Promise<ReturnType<Methods[M]>> {
  const { timeoutMs, signal } = limits;
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted === true) abort();
  try {
    return await telegram.callApi(method, payload, { signal: toShim(controller.signal) });
  } catch (error) {
    throw translateTelegramError(error, proxyHostOf(telegram.options.agent));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** telegraf names the type of an old polyfill; its HTTP client takes the real one. */
function toShim(signal: AbortSignal): NonNullable<CallOptions['signal']> {
  return signal as unknown as NonNullable<CallOptions['signal']>;
}
