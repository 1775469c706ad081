import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../../src/main.js', import.meta.url));
/** What a program needs of its surroundings; no setting of the daemon is among them. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG'];
const OUTPUT_LIMIT = 4_000;

/** The daemon as it is shipped, in a process of its own. */
export interface SpawnedDaemon {
  readonly pid: number;
  readonly output: () => string;
  stop(): Promise<void>;
}

export function spawnDaemon(directory: string, settings: Readonly<Record<string, string>>): SpawnedDaemon {
  if (!existsSync(ENTRY)) throw new Error('The daemon has to be built first: npm run build');
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const child: ChildProcess = spawn(process.execPath, [ENTRY, 'start'], {
    cwd: directory,
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_LIMIT);
    });
  }
  if (child.pid === undefined) throw new Error('The daemon could not be started.');
  return {
    pid: child.pid,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
