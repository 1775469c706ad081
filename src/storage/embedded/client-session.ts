import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { endsIdle, MessageFramer, type Batch } from './message-framing.js';
import type { SessionTurns } from './session-turns.js';

/** The single backend. */
export interface Backend {
  execute(message: Buffer): Promise<Buffer>;
  rollback(): Promise<void>;
}

export interface ClientSessionOptions {
  readonly backend: Backend;
  readonly turns: SessionTurns;
  readonly send: (answer: Buffer) => void;
  /** The backend failed beneath the protocol: nothing can be trusted any more. */
  readonly onFailure: (error: unknown) => void;
}

/** One client's side of the shared session: whole batches in, answers out, one transaction at a time. */
export class ClientSession {
  readonly #options: ClientSessionOptions;
  readonly #framer = new MessageFramer();
  #work: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: ClientSessionOptions) {
    this.#options = options;
  }

  write(chunk: Uint8Array): void {
    this.#framer.push(chunk);
    this.#work = this.#work.then(() => this.#drain()).catch(this.#options.onFailure);
  }

  /** Rolls back what is open and gives the turn away, after the batch that is being executed. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#options.turns.forget(this);
    this.#work = this.#work.then(() => this.#leave()).catch(this.#options.onFailure);
    return this.#work;
  }

  async #drain(): Promise<void> {
    for (let batch = this.#framer.next(); batch !== null; batch = this.#framer.next()) {
      if (this.#isClosed || batch.kind === 'terminate') return;
      await this.#handle(batch);
    }
  }

  async #handle(batch: Batch): Promise<void> {
    const { backend, turns, send } = this.#options;
    if (batch.kind === 'refuse-tls') send(Buffer.from('N'));
    if (batch.kind !== 'send') return;
    // Without this pause a busy client would starve every timer and every other message of the thread.
    await yieldToEvents();
    await turns.acquire(this);
    if (this.#isClosed) return;
    const answer = await backend.execute(batch.bytes);
    if (endsIdle(answer)) turns.release(this);
    if (answer.length > 0) send(answer);
  }

  async #leave(): Promise<void> {
    const { backend, turns } = this.#options;
    if (!turns.holds(this)) return;
    await backend.rollback();
    turns.release(this);
  }
}
