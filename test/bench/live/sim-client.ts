import { fork } from 'node:child_process';
import { once } from 'node:events';
import { ask } from './ask-child.js';
import type { SimCounts, SimPlace, SimRequest, SimSetup } from './sim-messages.js';

/** The simulated systems in a child process. */
export interface Sims extends SimPlace {
  count(): Promise<SimCounts>;
  close(): Promise<void>;
}

export async function startSims(setup: Omit<SimSetup, 'kind'>): Promise<Sims> {
  const child = fork(new URL('./sim-process.js', import.meta.url));
  const place = await ask<SimPlace>(child, { kind: 'start', ...setup } satisfies SimRequest);
  return {
    ...place,
    count: () => ask<SimCounts>(child, { kind: 'count' } satisfies SimRequest),
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
