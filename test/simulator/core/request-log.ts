export interface LoggedRequest {
  readonly at: Date;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Decoded where the simulated system decodes bodies itself. */
  body: unknown;
  status: number;
}

/** What was asked of a simulated server, oldest first; bounded, with totals that are not. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];
  readonly #limit: number;
  total = 0;
  notModified = 0;

  constructor(limit = 25_000) {
    this.#limit = limit;
  }

  add(entry: LoggedRequest): void {
    this.total += 1;
    this.entries.push(entry);
    // In one piece, because shifting an array of this size costs more than all else that a request does.
    if (this.entries.length >= 2 * this.#limit) this.entries.splice(0, this.#limit);
  }

  /** Answers that counted against a quota where a 304 is free. */
  get charged(): number {
    return this.total - this.notModified;
  }

  matching(method: string, path: RegExp): readonly LoggedRequest[] {
    return this.entries.filter((entry) => entry.method === method && path.test(entry.url));
  }

  clear(): void {
    this.entries.length = 0;
    this.total = 0;
    this.notModified = 0;
  }
}
