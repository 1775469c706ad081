import { clearInterval, setInterval } from 'node:timers';
import { startThread } from '../../threads/start-thread.js';
import type { Failure, FromModule, ModuleProcessData } from '../messages.js';
import { toFailure } from './failure.js';

/**
 * Entry of the process of one module, which runs in a thread in here: whatever that one does, this one still hears when
 * the daemon is gone, and sees the memory grow. A heap that overflows may take the process with it, and nothing else.
 */

const MEMORY_CHECK_MS = 100;

const { path, heapMb, growthBytes } = JSON.parse(process.argv[2] ?? '') as ModuleProcessData;
const thread = startThread('module-thread', import.meta.url, {
  workerData: { path },
  env: {},
  stdout: true,
  stderr: true,
  resourceLimits: { maxOldGenerationSizeMb: heapMb },
});
// What Node itself says when it dies is no word of the module.
for (const stream of [thread.stdout, thread.stderr]) stream.pipe(process.stdout, { end: false });

process.on('message', (message) => thread.postMessage(message));
process.on('disconnect', endAll);
// The daemon may have ended before that was heard.
if (!process.connected) endAll();
thread.on('message', (message: FromModule) => send(message));
let reason = failure('ended-itself', 'it ended its own process');
thread.once('error', (error) => {
  reason = reasonOf(error);
});
// Its last words come before that.
thread.once('exit', () => end(reason));

const before = process.memoryUsage.rss();
const watch = setInterval(() => {
  if (process.memoryUsage.rss() - before > growthBytes)
    end(failure('out-of-memory', 'it took too much memory'));
}, MEMORY_CHECK_MS);

function send(message: FromModule, done: () => void = () => undefined): void {
  // Told of the failure, which the daemon's end is.
  process.send?.(message, undefined, undefined, done);
}

let hasEnded = false;

/** Only the first reason is one: the others follow from it. */
function end(why: Failure): void {
  if (hasEnded) return;
  hasEnded = true;
  clearInterval(watch);
  send({ kind: 'ended', failure: why }, endAll);
}

/** With whatever the module started; a thread that waits for the system would hold up any other end. */
function endAll(): void {
  process.kill(-process.pid, 'SIGKILL');
}

function reasonOf(error: Error): Failure {
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? failure('out-of-memory', 'it took too much memory') : toFailure(error, path);
}

function failure(code: string, message: string): Failure {
  return { code, message, retryAfterSeconds: null };
}
