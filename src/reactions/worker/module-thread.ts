import { parentPort, workerData } from 'node:worker_threads';
import type { FromModule, ModuleThreadData, ToModule } from '../messages.js';
import { CallFailure, toFailure } from './failure.js';
import { type Ask, createForgeClient } from './forge-client.js';
import { limitOutput } from './limit-output.js';
import { loadModule } from './load-module.js';
import { register, type Registered } from './register.js';

/** Entry of the thread that runs one module of reactions. */

/** Calls under way at a time: whoever forgets to wait for them cannot bury the daemon under messages. */
const MAX_CALLS = 20;
/** Characters that a module may print in one run. */
const MAX_OUTPUT = 64 * 1024;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const { path } = workerData as ModuleThreadData;
const waiting = new Map<number, Waiting>();
let calls = 0;

const outputs = [process.stdout, process.stderr].map((stream) => limitOutput(stream, MAX_OUTPUT));
const registered = await start();
parentPort?.on('message', (message: ToModule) => {
  if (message.kind === 'run') void run(message);
  else settle(message);
});

async function start(): Promise<readonly Registered[]> {
  try {
    const found = await register(await loadModule(path));
    post({ kind: 'ready', handlers: found.map(({ description }) => description) });
    return found;
  } catch (error) {
    const { message, where } = toFailure(error, path);
    post({ kind: 'broken', reason: where === undefined ? message : `${message} (${where})` });
    return [];
  }
}

async function run(message: Extract<ToModule, { kind: 'run' }>): Promise<void> {
  for (const output of outputs) output.renew();
  try {
    const found = registered.find(({ description }) => description.name === message.handler);
    if (found === undefined) throw new Error('the module has no such handler');
    await found.handler(message.event, createForgeClient(askFor(message.run), message));
    post({ kind: 'done', run: message.run });
  } catch (error) {
    post({ kind: 'failed', run: message.run, failure: toFailure(error, path) });
  }
}

function askFor(run: number): Ask {
  return <T>(method: string, ...args: readonly unknown[]) =>
    new Promise<T>((resolve, reject) => {
      if (waiting.size >= MAX_CALLS) {
        const message = `more than ${MAX_CALLS} calls at a time: wait for one before you make the next`;
        reject(new CallFailure({ code: 'too-many-calls', message, retryAfterSeconds: null }));
        return;
      }
      const call = (calls += 1);
      waiting.set(call, { resolve: resolve as Waiting['resolve'], reject });
      try {
        post({ kind: 'call', run, call, asked: { method, args } });
      } catch {
        waiting.delete(call);
        const message = 'only plain data can be given to the forge';
        reject(new CallFailure({ code: 'invalid', message, retryAfterSeconds: null }));
      }
    });
}

function settle(message: Exclude<ToModule, { kind: 'run' }>): void {
  const waiter = waiting.get(message.call);
  waiting.delete(message.call);
  if (message.kind === 'answer') waiter?.resolve(message.value);
  else waiter?.reject(new CallFailure(message.failure));
}

function post(message: FromModule): void {
  parentPort?.postMessage(message);
}
