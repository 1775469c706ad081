import type { Update } from 'telegraf/types';
import { createUpdatePoller, type UpdatePoller, type UpdatePollerDeps } from '../../src/bot/update-poller.js';
import { createTelegram } from '../../src/channels/telegram/telegram-client.js';
import type { DeliveryError } from '../../src/domain/errors.js';
import { createScriptedClock } from './clock.js';
import { FakePeopleStores } from './fake-people-stores.js';
import { FakeTelegram } from './fake-telegram.js';
import { createMemoryLogger } from './memory-logger.js';

export const BOT_ID = 123456789;

/** Update pollers in front of a Telegram on loopback, with what they did. */
export class PollerFixture {
  readonly people = new FakePeopleStores();
  readonly log = createMemoryLogger();
  readonly clock = createScriptedClock();
  readonly pauses: number[] = [];
  readonly fatal: DeliveryError[] = [];
  readonly handled: number[] = [];
  readonly telegram: FakeTelegram;
  readonly #pollers: UpdatePoller[] = [];
  #endPause = (): void => undefined;

  private constructor(telegram: FakeTelegram) {
    this.telegram = telegram;
  }

  static async start(): Promise<PollerFixture> {
    return new PollerFixture(await FakeTelegram.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.#pollers.map((poller) => poller.stop()));
    await this.telegram.stop();
  }

  poll(deps: Partial<UpdatePollerDeps> = {}): UpdatePoller {
    const poller = createUpdatePoller({
      telegram: createTelegram(this.telegram),
      settings: this.people.stores.settings,
      logger: this.log,
      clock: this.clock.now,
      wait: (ms, signal) => this.wait(ms, signal),
      holdPolling: () => Promise.resolve(true),
      onFatal: (error) => void this.fatal.push(error),
      handleUpdate: (update: Update) => {
        this.handled.push(update.update_id);
        return Promise.resolve();
      },
      ...deps,
    });
    this.#pollers.push(poller);
    poller.start(BOT_ID);
    return poller;
  }

  /** The pauses of ten seconds are those of the role: they last until `renewRole`; the others pass at once. */
  wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms !== 10_000) this.pauses.push(ms);
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      if (ms !== 10_000) return void setImmediate(resolve);
      this.#endPause = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  renewRole(): void {
    this.#endPause();
  }

  /** Queues a message from a chat; returns the update's id. */
  push(chatId: number, updateId?: number): number {
    const message = { message_id: 1, date: 0, chat: { id: chatId, type: 'private' }, text: 'x' };
    return this.telegram.push({ message }, updateId);
  }

  savePlace(offset: number): void {
    this.people.settingRows.set(
      'telegram-offset',
      JSON.stringify([BOT_ID, offset, this.clock.now().toISOString()]),
    );
  }
}

export async function eventually(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(setImmediate);
}
