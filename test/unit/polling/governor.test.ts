import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { createGovernor } from '../../../src/polling/governor.js';
import { GITHUB } from '../../support/builders.js';
import { createScriptedClock } from '../../support/clock.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { settle } from './cycle-harness.js';

import { ann, aGovernor, ben, times, well } from './governor-harness.js';

describe('the budget of a token', () => {
  it('lets the first poll of a new account go at once, and no burst after a restart', async () => {
    const { request, elapsed } = aGovernor();

    await times(5, request);
    expect(elapsed()).toBe(0);

    await request();
    expect(elapsed()).toBe(SECOND);
  });

  it('is sixty polls a minute on GitLab, however long they are wanted', async () => {
    const { request, elapsed } = aGovernor();

    await times(605, request);

    expect(elapsed()).toBeCloseTo(10 * MINUTE, -2);
  });

  it('lets all lists of twenty repositories on GitHub be seen for the first time within a minute', async () => {
    const { request, elapsed } = aGovernor();

    await times(7 * 20 + 2, () => request({ id: 'account-3', forge: GITHUB }, 'poll'));

    expect(elapsed()).toBeLessThan(MINUTE);
  });

  it('saves up a few requests in quiet times, and no more', async () => {
    const { request, elapsed, clock } = aGovernor();
    await request();
    clock.advance(HOUR);

    await times(20, request);
    expect(elapsed()).toBeLessThan(HOUR + 2 * SECOND);

    await times(10, request);
    expect(elapsed()).toBeGreaterThan(HOUR + 9 * SECOND);
  });

  it('counts no answer that the server does not charge', async () => {
    const { request, elapsed } = aGovernor();
    const hub = { id: 'account-3', forge: GITHUB };

    await times(60, () => request(hub, 'poll', { status: 304, isCharged: false }));

    expect(elapsed()).toBeLessThan(10 * SECOND);
  });

  it("is each token's own, while all share the instance's", async () => {
    const { governor, elapsed } = aGovernor();
    const gates = Array.from({ length: 30 }, (_, index) =>
      governor.gateFor({ ...ann, id: `a${index}` }, 'poll'),
    );

    for (const gate of gates) {
      await gate.admit(new AbortController().signal);
      gate.report(well);
    }

    expect(elapsed()).toBeCloseTo(2 * SECOND, -1);
  });

  it('refuses a poll that would wait longer than ten seconds, and says for how long', async () => {
    const { governor } = aGovernor({ sleep: () => new Promise(() => undefined) });
    const gate = governor.gateFor(ann, 'poll');
    const signal = new AbortController().signal;
    for (let index = 0; index < 15; index += 1) void gate.admit(signal);

    await expect(gate.admit(signal)).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 11 });
  });

  it('gives the place of an aborted wait to others', async () => {
    const { governor, elapsed, request } = aGovernor({
      sleep: (_milliseconds, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    });
    const gate = governor.gateFor(ann, 'poll');
    await times(5, request);
    const controller = new AbortController();
    const waits = Array.from({ length: 10 }, () => gate.admit(controller.signal));

    controller.abort();

    for (const wait of waits) await expect(wait).rejects.toThrow('aborted');
    expect(elapsed()).toBe(0);
    await expect(Promise.race([gate.admit(new AbortController().signal), settle()])).resolves.toBeUndefined();
  });

  it('does not make a person queue behind polls', async () => {
    const { governor, request, elapsed } = aGovernor({ sleep: () => new Promise(() => undefined) });
    const gate = governor.gateFor(ann, 'poll');
    for (let index = 0; index < 15; index += 1) void gate.admit(new AbortController().signal);

    await times(10, () => request(ann, 'person'));

    expect(elapsed()).toBe(0);
  });

  it('keeps a flood of the own code within its part, and what polls and people need is there', async () => {
    const { governor, clock } = aGovernor({ sleep: () => new Promise(() => undefined) });
    const admit = (priority: 'reaction' | 'poll' | 'person', count: number) => {
      const gate = governor.gateFor(ann, priority);
      let admitted = 0;
      let refused = 0;
      for (let index = 0; index < count; index += 1)
        gate.admit(new AbortController().signal).then(
          () => {
            admitted += 1;
            gate.report(well);
          },
          () => (refused += 1),
        );
      return async () => {
        await settle();
        return { admitted, refused };
      };
    };

    const flood = admit('reaction', 500);
    const commands = admit('person', 10);
    expect(await commands()).toEqual({ admitted: 10, refused: 0 });
    expect((await flood()).admitted).toBeLessThanOrEqual(60);
    expect((await flood()).refused).toBeGreaterThan(400);
    clock.advance(8 * SECOND);
    const polls = admit('poll', 10);
    expect(await polls()).toEqual({ admitted: 10, refused: 0 });
  });

  it('can be lifted', async () => {
    const { request, elapsed } = aGovernor({
      budgets: { gitlab: { pollsPerMinute: Infinity, forgePerSecond: Infinity, forgeConcurrency: Infinity } },
    });

    await times(1_000, request);

    expect(elapsed()).toBe(0);
  });

  it('shares the instance with the other processes', async () => {
    const { governor, elapsed } = aGovernor();
    governor.setLiveProcesses(5);
    const gates = Array.from({ length: 22 }, (_, index) =>
      governor.gateFor({ ...ann, id: `a${index}` }, 'poll'),
    );

    for (const gate of gates) {
      await gate.admit(new AbortController().signal);
      gate.report(well);
    }

    expect(elapsed()).toBeCloseTo(10 * SECOND, -1);
  });
});

describe('the requests under way', () => {
  const narrow = { budgets: { gitlab: { forgeConcurrency: 2 } } };

  async function isAdmitted(admission: Promise<void>): Promise<boolean> {
    let isIn = false;
    admission.then(() => (isIn = true)).catch(() => undefined);
    await settle();
    return isIn;
  }

  it('are no more than the cap; the next goes when one is reported, a person before a poll', async () => {
    const { governor } = aGovernor(narrow);
    const signal = new AbortController().signal;
    const busy = governor.gateFor(ann, 'poll');
    await busy.admit(signal);
    await busy.admit(signal);
    const poll = governor.gateFor(ann, 'poll').admit(signal);
    const person = governor.gateFor(ben, 'person').admit(signal);
    expect(await isAdmitted(person)).toBe(false);

    busy.report(well);
    expect(await isAdmitted(person)).toBe(true);
    expect(await isAdmitted(poll)).toBe(false);
    busy.report(well);
    expect(await isAdmitted(poll)).toBe(true);
  });

  it('give their place back when their task is aborted without a report', async () => {
    const { governor } = aGovernor(narrow);
    const task = new AbortController();
    const gate = governor.gateFor(ann, 'poll');
    await gate.admit(task.signal);
    await gate.admit(task.signal);

    task.abort();

    expect(await isAdmitted(governor.gateFor(ben, 'poll').admit(new AbortController().signal))).toBe(true);
  });

  it('lose their place when nothing was heard of them for minutes', async () => {
    const { governor, clock } = aGovernor(narrow);
    const gate = governor.gateFor(ann, 'poll');
    await gate.admit(new AbortController().signal);
    await gate.admit(new AbortController().signal);

    clock.advance(3 * MINUTE);

    expect(await isAdmitted(gate.admit(new AbortController().signal))).toBe(true);
  });

  it('are refused when a block began while they queued', async () => {
    const { governor } = aGovernor(narrow);
    const signal = new AbortController().signal;
    const busy = governor.gateFor(ann, 'poll');
    await busy.admit(signal);
    await busy.admit(signal);
    const queued = busy.admit(signal);

    busy.report({ ...well, status: 429, retryAfterSeconds: 60 });

    await expect(queued).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 60 });
  });
});

describe('the default wait', () => {
  it('is a timer that ends with the signal', async () => {
    const governor = createGovernor({
      clock: createScriptedClock().now,
      metrics: { requested: () => undefined },
      logger: createMemoryLogger(),
    });
    const gate = governor.gateFor(ann, 'poll');
    const controller = new AbortController();
    for (let index = 0; index < 5; index += 1) await gate.admit(controller.signal);
    const waiting = gate.admit(controller.signal);

    controller.abort();

    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the usage of a budget', () => {
  it('is what the forge said last, until it is given anew, and what is left of our own', async () => {
    const { governor, request, clock } = aGovernor();
    expect(governor.usageOf(ann)).toBeNull();
    const resetAt = new Date(clock.now().getTime() + MINUTE);

    await request(ann, 'poll', { limit: 600, remaining: 599, resetAt });

    expect(governor.usageOf(ann)).toEqual({
      server: { limit: 600, remaining: 599, resetsAt: resetAt },
      polls: { left: 4, most: 20, perMinute: 60 },
      blockedUntil: null,
    });
    expect(governor.usageOf(ben)).toBeNull();
    clock.advance(MINUTE);
    expect(governor.usageOf(ann)).toMatchObject({ server: null, polls: { left: 20 } });
  });

  it('names the end of a time of patience', async () => {
    const { governor, request, clock } = aGovernor();

    await request(ann, 'poll', { status: 429, retryAfterSeconds: 60 });

    const until = new Date(clock.now().getTime() + MINUTE);
    expect(governor.usageOf(ann)?.blockedUntil).toEqual(until);
  });
});
