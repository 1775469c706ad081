import { describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { SECOND } from '../../../src/domain/time.js';
import { createReadWatchdog, type GuardedRead } from '../../../src/polling/read-watchdog.js';
import { createScriptedClock } from '../../support/clock.js';
import { createDoor, settle } from './cycle-harness.js';

function aGuard() {
  const clock = createScriptedClock();
  const watchdog = createReadWatchdog(clock.now);
  const parent = new AbortController();
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      clock.advance(SECOND);
      watchdog.beat();
    }
  };
  const guard = <T>(work: (read: GuardedRead) => Promise<T>) =>
    watchdog.guard(10 * SECOND, parent.signal, work);
  return { watchdog, parent, pass, guard };
}

const never = () => createDoor<never>().opened;

describe('the watchdog of a read', () => {
  it('gives what the read gives, and then ends its signal', async () => {
    const { guard } = aGuard();
    let signal: AbortSignal | undefined;

    const result = await guard((read) => {
      signal = read.signal;
      return Promise.resolve(read.signal.aborted);
    });

    expect(result).toBe(false);
    expect(signal?.aborted).toBe(true);
  });

  it('ends a read that takes too long, though it ignores its signal', async () => {
    const { guard, pass } = aGuard();
    const read = guard(never);

    pass(10);

    await expect(read).rejects.toEqual(
      new ForgeError('unavailable', { detail: 'no complete answer in time' }),
    );
  });

  it('lets a read go on that has time left', async () => {
    const { guard, pass } = aGuard();
    const door = createDoor<string>();
    const read = guard(() => door.opened);

    pass(9);
    door.open('in time');

    await expect(read).resolves.toBe('in time');
  });

  it('does not count the time spent waiting for our own budget', async () => {
    const { guard, pass } = aGuard();
    const gate = createDoor<undefined>();
    const answer = createDoor<string>();
    const read = guard(async ({ signal, patiently }) => {
      await patiently({ admit: () => gate.opened, report: () => undefined }).admit(signal);
      return answer.opened;
    });

    pass(60);
    gate.open(undefined);
    await settle();
    pass(9);
    answer.open('late but fair');

    await expect(read).resolves.toBe('late but fair');
  });

  it('counts again when the wait is over', async () => {
    const { guard, pass } = aGuard();
    const read = guard(async ({ signal, patiently }) => {
      await patiently({ admit: () => Promise.resolve(), report: () => undefined }).admit(signal);
      return never();
    });
    await settle();

    pass(10);

    await expect(read).rejects.toMatchObject({ code: 'unavailable' });
  });

  it("ends at once when its parent does, with the parent's reason", async () => {
    const { guard, parent } = aGuard();
    const read = guard(never);

    parent.abort(new Error('the lease is lost'));

    await expect(read).rejects.toThrow('the lease is lost');
    await expect(guard(never)).rejects.toThrow('the lease is lost');
  });
});
