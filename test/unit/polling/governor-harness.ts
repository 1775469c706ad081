import type { RequestOutcome } from '../../../src/domain/ports/request-gate.js';
import { createGovernor, type GovernorOptions } from '../../../src/polling/governor.js';
import type { RequestResult } from '../../../src/polling/poll-metrics.js';
import { GITLAB, NOON } from '../../support/builders.js';
import { createScriptedClock } from '../../support/clock.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

export const ann = { id: 'account-1', forge: GITLAB };
export const ben = { id: 'account-2', forge: GITLAB };

export const well: RequestOutcome = {
  status: 200,
  isCharged: true,
  limit: null,
  remaining: null,
  resetAt: null,
  retryAfterSeconds: null,
};

/** A governor whose waits pass by moving the clock. */
export function aGovernor(over: Partial<GovernorOptions> = {}) {
  const clock = createScriptedClock();
  const results: RequestResult[] = [];
  const logger = createMemoryLogger();
  const governor = createGovernor({
    clock: clock.now,
    metrics: { requested: (_forge, result) => results.push(result) },
    logger,
    sleep: (milliseconds) => {
      clock.advance(milliseconds);
      return Promise.resolve();
    },
    ...over,
  });
  const request = async (
    account: typeof ann = ann,
    priority: 'reaction' | 'poll' | 'person' = 'poll',
    outcome: Partial<RequestOutcome> = {},
  ): Promise<void> => {
    const gate = governor.gateFor(account, priority);
    await gate.admit(new AbortController().signal);
    gate.report({ ...well, ...outcome });
  };
  const elapsed = (): number => clock.now().getTime() - NOON.getTime();
  return { governor, clock, results, logger, request, elapsed };
}

export async function times(count: number, work: () => Promise<void>): Promise<void> {
  for (let index = 0; index < count; index += 1) await work();
}
