import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';

const SHORT_LIVED = ['--import', import.meta.resolve('./short-lived.js')];
const KILL_AFTER_MS = 20_000;
/** Even a run that nobody stops ends. */
const LONGEST_LIFE_MS = 300_000;

export interface DaemonExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One run of the built program, with every byte that it wrote. Nothing of this process's own settings reaches it. */
export class DaemonRun {
  stdout = '';
  stderr = '';
  /** Resolves when the process is gone and all of its output has arrived. */
  readonly exit: Promise<DaemonExit>;
  readonly #child: ChildProcess;

  constructor(options: {
    readonly directory: string;
    readonly settings: Readonly<Record<string, string>>;
    readonly args?: readonly string[];
  }) {
    const { directory, settings, args = ['start'] } = options;
    const child = spawn(process.execPath, [...SHORT_LIVED, resolve('dist/src/main.js'), ...args], {
      cwd: directory,
      env: { PATH: process.env['PATH'] ?? '', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_LIFE_MS,
      killSignal: 'SIGKILL',
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = new Promise((done) => child.once('close', (code, signal) => done({ code, signal })));
    this.#child = child;
  }

  get output(): string {
    return this.stdout + this.stderr;
  }

  /** The lines of the log that carry this message. */
  logged(message: string): readonly Readonly<Record<string, unknown>>[] {
    return (
      this.stdout
        .split('\n')
        // What stands behind the last line break is not a whole line yet.
        .slice(0, -1)
        .filter((line) => line.includes(JSON.stringify(message)))
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    );
  }

  async stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM'): Promise<DaemonExit> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), KILL_AFTER_MS);
    this.#child.kill(signal);
    const exit = await this.exit;
    clearTimeout(timer);
    return exit;
  }
}
