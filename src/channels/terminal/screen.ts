/** What is written to, as the process's own streams. `done` is called when the text is out, or could not be. */
export interface Output {
  write(text: string, done: (error?: Error | null) => void): unknown;
}

export interface ScreenOptions {
  readonly out: Output;
  readonly err: Output;
  /** `null`: no terminal, so that there is no line that could be written over. */
  readonly columns: (() => number) | null;
}

/** To the start of the line, and empties it: https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
const CLEAR_LINE = '\r\u001b[2K';

/** Lines that stay, above one that shows how things stand and that is there on a terminal only. */
export class Screen {
  readonly #options: ScreenOptions;
  #status = '';
  /** Of two texts each is written whole. */
  #last: Promise<void> = Promise.resolve();

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  /** Resolves when the text is out; rejects with the stream's error. */
  print(text: string): Promise<void> {
    const { out } = this.#options;
    return this.#inTurn(() => write(out, `${this.#clear()}${text}${this.#status}`));
  }

  /** Says something that is no result: on the other stream. */
  async note(text: string): Promise<void> {
    const { out, err } = this.#options;
    await this.#inTurn(async () => {
      if (this.#status !== '') await write(out, CLEAR_LINE);
      await write(err, text);
      if (this.#status !== '') await write(out, this.#status);
    }).catch(() => undefined);
  }

  /** Plain text of one line; what is too long for the terminal is cut, because a second line could not be cleared. */
  async showStatus(text: string): Promise<void> {
    const { out, columns } = this.#options;
    if (columns === null) return;
    const cut = Array.from(text).slice(0, Math.max(0, columns() - 1));
    await this.#inTurn(() => {
      const cleared = this.#clear();
      this.#status = cut.join('');
      return write(out, cleared + this.#status);
    }).catch(() => undefined);
  }

  /** Leaves an empty line to whoever writes next. */
  clearStatus(): Promise<void> {
    return this.showStatus('');
  }

  #clear(): string {
    return this.#status === '' ? '' : CLEAR_LINE;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
