import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SimCounts, SimPlace, SimRequest, SimSetup } from './sim-messages.js';

type Reply<T> = { readonly result: T } | { readonly error: string };

/** The simulated systems in a child process. */
export interface Sims extends SimPlace {
  count(): Promise<SimCounts>;
  close(): Promise<void>;
}

export async function startSims(setup: Omit<SimSetup, 'kind'>): Promise<Sims> {
  const entry = fileURLToPath(new URL('./sim-process.ts', import.meta.url));
  const child = fork(entry, { execArgv: ['--import', import.meta.resolve('tsx')] });
  const place = await ask<SimPlace>(child, { kind: 'start', ...setup });
  return {
    ...place,
    count: () => ask<SimCounts>(child, { kind: 'count' }),
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** One question at a time. */
async function ask<T>(child: ChildProcess, request: SimRequest): Promise<T> {
  const answered = once(child, 'message') as Promise<[Reply<T>]>;
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`The simulators ended with code ${String(code)}.`);
  });
  ended.catch(() => undefined);
  child.send(request);
  const [reply] = await Promise.race([answered, ended]);
  if ('error' in reply) throw new Error(reply.error);
  return reply.result;
}
