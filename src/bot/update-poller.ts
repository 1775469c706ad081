import type { Opts, Update } from 'telegraf/types';
import { callTelegram } from '../channels/telegram/telegram-client.js';
import { isConflict, translateTelegramError } from '../channels/telegram/telegram-error.js';
import type { DeliveryError } from '../domain/errors.js';
import type { SettingStore } from '../domain/ports/people-store.js';
import { SECOND } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';
import { decodeOffset, encodeOffset, OFFSET_LIFETIME_MS } from './update-offset.js';
import { createUpdateQueue, type UpdateQueue } from './update-queue.js';

export interface UpdatePollerDeps extends Pick<
  BotDeps,
  'telegram' | 'logger' | 'clock' | 'wait' | 'holdPolling' | 'onFatal'
> {
  readonly settings: SettingStore;
  /** Must not reject for long: what it rejects with is logged, and the update counts as handled. */
  readonly handleUpdate: (update: Update) => Promise<void>;
  /** The server caps it at 50: https://core.telegram.org/bots/api#getupdates */
  readonly longPollSeconds?: number;
}

export interface UpdatePoller {
  start(botId: number): void;
  stop(): Promise<void>;
  isWell(): boolean;
}

type State = 'well' | 'standing-by' | 'conflict' | 'unreachable' | 'refused' | 'role-unknown';

const OFFSET_SETTING = 'telegram-offset';
const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** The right to poll is taken for longer than this by whoever passes `holdPolling`. */
const HOLD_EVERY_MS = 10 * SECOND;
/** How long a slow handler keeps the others' updates waiting. */
const PATIENCE_MS = SECOND;
const FIRST_PAUSE_MS = SECOND;
const LONGEST_PAUSE_MS = 30 * SECOND;
/** A server that answers a long poll at once, with nothing new, is not asked in a tight circle. */
const SHORT_POLL_PAUSE_MS = SECOND / 4;
const STOP_PATIENCE_MS = 8 * SECOND;

const TELL: Readonly<Record<Exclude<State, 'well'>, string>> = {
  'standing-by': 'another process polls Telegram, standing by',
  conflict: 'another poller uses the same bot token, waiting for it to end',
  unreachable: 'Telegram cannot be polled, trying again',
  refused: 'the bot token is refused',
  'role-unknown': 'the right to poll cannot be asked for, trying again',
};

export function createUpdatePoller(deps: UpdatePollerDeps): UpdatePoller {
  return new LongPoll(deps);
}

/** `getUpdates` in our own hands, because telegraf's loop ends at the first 409 and waits for its slowest handler. */
class LongPoll implements UpdatePoller {
  readonly #deps: UpdatePollerDeps;
  readonly #queue: UpdateQueue;
  readonly #stopping = new AbortController();
  #botId = 0;
  #state: State = 'well';
  #pauseMs = FIRST_PAUSE_MS;
  /** Where to begin before the first update of a term. */
  #stored: number | null = null;
  #saved: number | null = null;
  #newsAt = new Date(0);
  #running: Promise<void> = Promise.resolve();
  #saving: Promise<void> = Promise.resolve();

  constructor(deps: UpdatePollerDeps) {
    this.#deps = deps;
    this.#queue = createUpdateQueue(
      (update) => this.#handle(update),
      () => this.#saveOffset(),
    );
  }

  start(botId: number): void {
    this.#botId = botId;
    this.#running = this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    const patience = new AbortController();
    await Promise.race([this.#queue.idle(), this.#deps.wait(STOP_PATIENCE_MS, patience.signal)]);
    patience.abort();
    await this.#saving;
  }

  isWell(): boolean {
    return this.#state === 'well' || this.#state === 'standing-by';
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#state !== 'refused') {
      if (await this.#hold()) await this.#serveTerm(signal);
      else await this.#deps.wait(HOLD_EVERY_MS, signal);
    }
  }

  /** Polls for as long as this process holds the right to. */
  async #serveTerm(stopping: AbortSignal): Promise<void> {
    const term = new AbortController();
    const end = (): void => term.abort();
    stopping.addEventListener('abort', end, { once: true });
    const holding = this.#keepHolding(term);
    try {
      await this.#beginAgain();
      while (!term.signal.aborted && this.#state !== 'refused') await this.#look(term.signal);
    } catch (error) {
      this.#tell('role-unknown', error);
      await this.#deps.wait(this.#nextPause(), stopping);
    } finally {
      end();
      stopping.removeEventListener('abort', end);
      await holding;
    }
  }

  async #keepHolding(term: AbortController): Promise<void> {
    for (;;) {
      await this.#deps.wait(HOLD_EVERY_MS, term.signal);
      if (term.signal.aborted) return;
      if (!(await this.#hold())) term.abort();
    }
  }

  async #hold(): Promise<boolean> {
    try {
      const isHeld = await this.#deps.holdPolling();
      if (!isHeld) this.#tell('standing-by');
      else if (this.#state === 'standing-by' || this.#state === 'role-unknown') this.#tell('well');
      return isHeld;
    } catch (error) {
      this.#tell('role-unknown', error);
      return false;
    }
  }

  /** Whoever polled in between has moved the offset on. */
  async #beginAgain(): Promise<void> {
    await this.#queue.idle();
    await this.#saving;
    const { settings, clock } = this.#deps;
    this.#stored = decodeOffset(await settings.get(OFFSET_SETTING), this.#botId, clock());
    this.#queue.reset();
    this.#saved = null;
    this.#newsAt = clock();
  }

  async #look(signal: AbortSignal): Promise<void> {
    try {
      const askedAt = this.#deps.clock().getTime();
      const from = this.#place();
      const updates = await this.#getUpdates(from, signal);
      this.#pauseMs = FIRST_PAUSE_MS;
      if (this.#state !== 'well') this.#tell('well');
      if (updates.length > 0) this.#newsAt = this.#deps.clock();
      const hasNews = this.#queue.push(updates);
      const tookMs = this.#deps.clock().getTime() - askedAt;
      const isIdle = !hasNews && !this.#queue.hasUnfinished();
      if (isIdle && tookMs < SHORT_POLL_PAUSE_MS) await this.#deps.wait(SHORT_POLL_PAUSE_MS, signal);
      await this.#waitForHandlers(signal);
    } catch (error) {
      if (!signal.aborted) await this.#recover(translateTelegramError(error), signal);
    }
  }

  /** Where to look from. An old place is forgotten: numbers may have started anew. */
  #place(): number | null {
    const silenceMs = this.#deps.clock().getTime() - this.#newsAt.getTime();
    if (silenceMs > OFFSET_LIFETIME_MS && !this.#queue.hasUnfinished()) {
      this.#queue.reset();
      this.#stored = null;
    }
    return this.#queue.offset() ?? this.#stored;
  }

  /** While a handler is under way, its update is asked for again and left alone: unconfirmed, it survives a crash. */
  async #getUpdates(from: number | null, signal: AbortSignal): Promise<readonly Update[]> {
    const { telegram, longPollSeconds = 50 } = this.#deps;
    // After trouble a short poll tells at once that it is over; a long one says nothing until something happens.
    const isLong = this.#state === 'well' && !this.#queue.hasUnfinished();
    const timeout = isLong ? longPollSeconds : 0;
    const payload: Opts<'getUpdates'> = { timeout, allowed_updates: ALLOWED_UPDATES };
    if (from !== null) payload.offset = from;
    return callTelegram(telegram, 'getUpdates', payload, { timeoutMs: (timeout + 15) * SECOND, signal });
  }

  async #waitForHandlers(signal: AbortSignal): Promise<void> {
    if (!this.#queue.hasUnfinished()) return;
    const patience = new AbortController();
    const end = (): void => patience.abort();
    signal.addEventListener('abort', end, { once: true });
    await Promise.race([this.#queue.idle(), this.#deps.wait(PATIENCE_MS, patience.signal)]);
    signal.removeEventListener('abort', end);
    end();
  }

  async #recover(error: DeliveryError, signal: AbortSignal): Promise<void> {
    if (error.code === 'unauthorized') {
      this.#tell('refused', error);
      this.#deps.onFatal(error);
      return;
    }
    this.#tell(isConflict(error) ? 'conflict' : 'unreachable', error);
    if (isConflict(error) && error.message.includes('webhook')) await this.#removeWebhook();
    await this.#deps.wait(Math.max(this.#nextPause(), (error.retryAfterSeconds ?? 0) * SECOND), signal);
  }

  /** A webhook left behind by another program keeps every poller out. */
  async #removeWebhook(): Promise<void> {
    try {
      await callTelegram(this.#deps.telegram, 'deleteWebhook', {});
    } catch (error) {
      this.#deps.logger.warn({ error }, 'the webhook of the bot could not be removed');
    }
  }

  async #handle(update: Update): Promise<void> {
    try {
      await this.#deps.handleUpdate(update);
    } catch (error) {
      this.#deps.logger.error({ updateId: update.update_id, error }, 'an update was given up');
    }
  }

  #saveOffset(): void {
    this.#saving = this.#saving.then(async () => {
      const offset = this.#queue.offset();
      if (offset === null || offset === this.#saved) return;
      const { settings, clock, logger } = this.#deps;
      try {
        await settings.set(OFFSET_SETTING, encodeOffset({ botId: this.#botId, offset, savedAt: clock() }));
        this.#saved = offset;
      } catch (error) {
        logger.warn({ error }, 'the place in the updates could not be saved');
      }
    });
  }

  #nextPause(): number {
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    return pauseMs;
  }

  /** One line for a change of state, however long it lasts. */
  #tell(state: State, error?: unknown): void {
    if (state === this.#state) return;
    this.#state = state;
    if (state === 'well') this.#deps.logger.info({}, 'polling Telegram');
    else if (state === 'standing-by') this.#deps.logger.info({}, TELL[state]);
    else this.#deps.logger.warn({ error }, TELL[state]);
  }
}
