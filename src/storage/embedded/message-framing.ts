/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
const SSL_REQUEST = 80_877_103;
const CANCEL_REQUEST = 80_877_102;
const HEADER_BYTES = 5;
/** Messages that the backend answers to: Sync, Query, Terminate, Flush, and the end and parts of a COPY. */
const BOUNDARIES = new Set(Buffer.from('SQXHdcf'));
const TERMINATE = 'X'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);

export type Batch =
  /** Goes to the backend as a whole. */
  | { readonly kind: 'send'; readonly bytes: Buffer }
  | { readonly kind: 'refuse-tls' }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'terminate' };

/** Cuts a client's bytes into batches that must not be interrupted: everything up to a message that is answered. */
export class MessageFramer {
  #buffer = Buffer.alloc(0);
  #isStarted = false;

  push(chunk: Uint8Array): void {
    this.#buffer = this.#buffer.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#buffer, chunk]);
  }

  /** `null`: more bytes are needed. */
  next(): Batch | null {
    return this.#isStarted ? this.#nextBatch() : this.#nextStartup();
  }

  #nextStartup(): Batch | null {
    if (this.#buffer.length < 8) return null;
    const length = this.#buffer.readInt32BE(0);
    if (this.#buffer.length < length) return null;
    const code = this.#buffer.readInt32BE(4);
    const bytes = this.#take(length);
    if (code === SSL_REQUEST) return { kind: 'refuse-tls' };
    if (code === CANCEL_REQUEST) return { kind: 'ignore' };
    this.#isStarted = true;
    return { kind: 'send', bytes };
  }

  #nextBatch(): Batch | null {
    for (let end = 0; this.#buffer.length - end >= HEADER_BYTES;) {
      const type = this.#buffer[end] ?? 0;
      const length = 1 + this.#buffer.readInt32BE(end + 1);
      if (this.#buffer.length - end < length) return null;
      end += length;
      if (!BOUNDARIES.has(type)) continue;
      // The backend must not see it: it would end the one session that all share.
      if (type === TERMINATE) return { kind: 'terminate' };
      return { kind: 'send', bytes: this.#take(end) };
    }
    return null;
  }

  #take(length: number): Buffer {
    const bytes = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return bytes;
  }
}

/** Whether the backend's answer ends outside of any transaction: only then may another client go on. */
export function endsIdle(answer: Buffer): boolean {
  let isIdle = false;
  for (let at = 0; at + HEADER_BYTES <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
    isIdle = answer[at] === READY_FOR_QUERY && answer[at + HEADER_BYTES] === IDLE;
  }
  return isIdle;
}
