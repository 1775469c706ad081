import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { processEntry } from '../threads/process-entry.js';
import type { ModuleProcessData } from './messages.js';

/**
 * Starts the process of a module, of the daemon's environment with `env` alone: secrets are among the rest. It leads a
 * group, so that it ends with whatever it started.
 */
export function startModule(data: ModuleProcessData, env: Readonly<Record<string, string>>): ChildProcess {
  const { path, execArgv } = processEntry('worker/module-process', import.meta.url);
  return fork(path, [JSON.stringify(data)], {
    execArgv: [...execArgv],
    env: { ...env },
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
