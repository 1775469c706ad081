import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { env } from 'node:process';
import { processEntry } from '../threads/process-entry.js';
import type { ModuleProcessData } from './messages.js';

/** A setting of Node itself and no secret: without it a module could not call a server of the house. */
const CERTIFICATES = 'NODE_EXTRA_CA_CERTS';

/** Starts the process of a module. It leads a group, so that it ends with whatever it started. */
export function startModule(data: ModuleProcessData): ChildProcess {
  const { path, execArgv } = processEntry('worker/module-process', import.meta.url);
  const certificates = env[CERTIFICATES];
  return fork(path, [JSON.stringify(data)], {
    execArgv: [...execArgv],
    // Nothing of the daemon's own settings: its secrets are among them.
    env: certificates === undefined ? {} : { [CERTIFICATES]: certificates },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    detached: true,
  });
}

/** Ends it, whatever it is doing. */
export async function endModule(child: ChildProcess): Promise<void> {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  const exit = once(child, 'exit');
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Some systems know no group of one that has ended just now.
    child.kill('SIGKILL');
  }
  await exit;
}
