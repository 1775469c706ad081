import { type ChildProcess, spawn } from 'node:child_process';
import { clearTimeout, setTimeout } from 'node:timers';
import { stripVTControlCharacters } from 'node:util';

const SHORT_LIVED = ['--import', import.meta.resolve('../../support/short-lived.js')];
const LOG_LINES = 200;
const STOP_TIMEOUT_MS = 10_000;
/** What a program needs of its surroundings; no setting of the daemon is among them. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'SystemRoot'];

export type DaemonState = 'starting' | 'running' | 'stopping' | 'dead';

/** The real daemon as a child process, with what it last wrote. */
export class DaemonProcess {
  readonly log: string[] = [];
  readonly #entry: string;
  readonly #directory: string;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #onChange: () => void;
  #child: ChildProcess | null = null;
  #state: DaemonState = 'dead';
  #lastExit: string | null = null;

  constructor(options: {
    /** A built `.js`, or a `.ts` that is run as it is. */
    readonly entry: string;
    /** Working directory: an empty one, because the daemon reads `.env` where it stands. */
    readonly directory: string;
    readonly settings: Readonly<Record<string, string>>;
    readonly onChange: () => void;
  }) {
    this.#entry = options.entry;
    this.#directory = options.directory;
    this.#settings = options.settings;
    this.#onChange = options.onChange;
  }

  get state(): DaemonState {
    return this.#state;
  }

  /** How it ended last, in words. */
  get lastExit(): string | null {
    return this.#lastExit;
  }

  start(): void {
    if (this.#child !== null) return;
    const inherited = INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const loader = this.#entry.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
    const child = spawn(process.execPath, [...SHORT_LIVED, ...loader, this.#entry, 'start'], {
      cwd: this.#directory,
      env: { ...Object.fromEntries(inherited), ...this.#settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.#keep(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#keep(text));
    child.once('error', (error) => this.#ended(child, error.message));
    child.once('close', (code, signal) =>
      this.#ended(child, signal === null ? `code ${code ?? '?'}` : signal),
    );
    this.#enter('starting');
  }

  /** Called when the bot was seen polling. */
  markRunning(): void {
    if (this.#state === 'starting') this.#enter('running');
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#enter('stopping');
    const ended = new Promise((resolve) => child.once('close', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    child.kill(signal);
    await ended;
    clearTimeout(timer);
  }

  #keep(text: string): void {
    const lines = stripVTControlCharacters(text)
      .split('\n')
      .filter((line) => line.trim() !== '');
    this.log.push(...lines);
    this.log.splice(0, Math.max(0, this.log.length - LOG_LINES));
  }

  #ended(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#lastExit = how;
    this.#enter('dead');
  }

  #enter(state: DaemonState): void {
    this.#state = state;
    this.#onChange();
  }
}
