import { type ChildProcess, spawn } from 'node:child_process';
import { waitUntil } from '../support/wait-until.js';

const LIMIT_MS = 60_000;

/** A shell's command that goes on until Ctrl-C, with what it wrote. */
export class Terminal {
  readonly #child: ChildProcess;
  readonly #exit: Promise<void>;
  #output = '';

  constructor(command: string) {
    const child = spawn('sh', ['-c', `exec env ${command}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    this.#exit = new Promise((done) => child.once('close', () => done()));
    this.#child = child;
  }

  says(text: string): Promise<void> {
    return waitUntil(
      () => this.#output.includes(text),
      `the terminal to say "${text}"`,
      LIMIT_MS,
      () => this.#output,
    );
  }

  async interrupt(): Promise<void> {
    this.#child.kill('SIGINT');
    await this.#exit;
  }
}
