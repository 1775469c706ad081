import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `npm run demo` without the build, as a process of its own. */
export class DemoProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #temporary: string;
  readonly #output: () => string;

  private constructor(parts: { url: string; child: ChildProcess; temporary: string; output: () => string }) {
    this.url = parts.url;
    this.#child = parts.child;
    this.#temporary = parts.temporary;
    this.#output = parts.output;
  }

  /** `settings`: of the demo, over those of the environment, such as `DEMO_DAEMON`. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<DemoProcess> {
    const temporary = await mkdtemp(join(tmpdir(), 'forgewatch-e2e-'));
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/simulator/demo/main.ts'], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        TMPDIR: temporary,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      const take = (text: string): void => {
        output += text;
        const found = /demo: (http:\S+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.setEncoding('utf8').on('data', take);
      child.stderr.setEncoding('utf8').on('data', take);
      child.once('exit', (code) =>
        reject(new Error(`The demo ended with ${code ?? 'a signal'}:\n${output}`)),
      );
    });
    return new DemoProcess({ url, child, temporary, output: () => output });
  }

  get output(): string {
    return this.#output();
  }

  /** What it says to run in another terminal to follow this project, as the built program is given it. */
  commandFor(project: string): {
    readonly args: readonly string[];
    readonly settings: Record<string, string>;
  } {
    const printed = new RegExp(`^ +(\\w+)=(\\S+) npx forgewatch (tail ${project} .+)$`, 'm');
    const [, name = '', token = '', words = ''] = printed.exec(this.output) ?? [];
    return { args: words.split(' '), settings: { [name]: token } };
  }

  /** As Ctrl-C does; tells the exit code and what was left in the temporary directory. */
  async interrupt(): Promise<{ readonly code: number | null; readonly left: readonly string[] }> {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGINT');
      await ended;
    }
    const names = await readdir(this.#temporary).catch(() => []);
    await rm(this.#temporary, { recursive: true, force: true });
    return { code: this.#child.exitCode, left: names.filter((name) => name.startsWith('forgewatch')) };
  }
}
