import { clearTimeout, setTimeout } from 'node:timers';
import { ApiError } from './api-error.js';

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface UpdateRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
  readonly allowed: readonly string[] | null;
}

/** Telegram leaves these out unless they are named. */
const ON_REQUEST_ONLY = ['chat_member', 'message_reaction', 'message_reaction_count'];
/** The server's own cap on a long poll. */
const MAX_TIMEOUT_SECONDS = 50;
const CONFLICT =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

interface Waiter {
  readonly limit: number;
  answer(updates: readonly Update[]): void;
  refuse(error: ApiError): void;
}

/** Updates until they are confirmed by an offset, and the one long poll that may wait for them. */
export class UpdateQueue {
  readonly #pending: Update[] = [];
  #nextId = 100_001;
  #allowed: readonly string[] | null = null;
  #waiter: Waiter | null = null;
  /** How often two pollers met. */
  conflicts = 0;

  push(kind: string, content: unknown): void {
    if (!this.#isAllowed(kind)) return;
    this.#pending.push({ update_id: this.#nextId, [kind]: content });
    this.#nextId += 1;
    this.#waiter?.answer(this.#pending.slice(0, this.#waiter.limit));
  }

  get unconfirmed(): readonly Update[] {
    return this.#pending;
  }

  get isPolled(): boolean {
    return this.#waiter !== null;
  }

  dropAll(): void {
    this.#pending.length = 0;
  }

  /** An older poll that still waits is ended with 409, as Telegram does; `signal` ends a poll whose caller left. */
  async poll(request: UpdateRequest, signal: AbortSignal): Promise<readonly Update[]> {
    if (this.#waiter !== null) {
      this.conflicts += 1;
      this.#waiter.refuse(new ApiError(409, CONFLICT));
    }
    if (request.allowed !== null) this.#allowed = request.allowed.length === 0 ? null : request.allowed;
    this.#confirm(request.offset);
    const seconds = Math.min(Math.max(request.timeoutSeconds, 0), MAX_TIMEOUT_SECONDS);
    if (this.#pending.length > 0 || seconds === 0) return this.#pending.slice(0, request.limit);
    return this.#wait(request.limit, seconds, signal);
  }

  #wait(limit: number, seconds: number, signal: AbortSignal): Promise<readonly Update[]> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        if (this.#waiter === waiter) this.#waiter = null;
      };
      const waiter: Waiter = {
        limit,
        answer: (updates) => {
          end();
          resolve(updates);
        },
        refuse: (error) => {
          end();
          reject(error);
        },
      };
      const giveUp = (): void => waiter.answer([]);
      const timer = setTimeout(giveUp, seconds * 1_000);
      signal.addEventListener('abort', giveUp);
      this.#waiter = waiter;
    });
  }

  #confirm(offset: number): void {
    if (offset < 0) this.#pending.splice(0, Math.max(0, this.#pending.length + offset));
    const first = this.#pending.findIndex((update) => update.update_id >= offset);
    this.#pending.splice(0, first === -1 ? this.#pending.length : first);
  }

  #isAllowed(kind: string): boolean {
    return this.#allowed === null ? !ON_REQUEST_ONLY.includes(kind) : this.#allowed.includes(kind);
  }
}
