import { describe, expect, it } from '@jest/globals';
import { limitRate } from '../../../src/outbox/limit-rate.js';
import { aChat } from '../../support/builders.js';
import { createFakeChannel } from '../../support/fake-channel.js';

const OPTIONS = { replyTo: null, isSilent: false };

/** Thirty a second; each wait takes `lateMs` longer than it should. */
function setUp({ processes = 1, lateMs = 0 } = {}) {
  let now = 0;
  const sentAt: number[] = [];
  const channel = limitRate(createFakeChannel(), {
    perSecond: 30,
    processes: () => processes,
    now: () => now,
    wait: (ms) => {
      now += ms + lateMs;
      return Promise.resolve();
    },
  });
  return {
    sentAt,
    /** One after the other. */
    async send(calls: number) {
      for (let call = 0; call < calls; call += 1) {
        if (call % 2 === 0) await channel.send(aChat(), { lines: [] }, OPTIONS);
        else await channel.edit(aChat(), '1', { lines: [] });
        sentAt.push(now);
      }
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

function mostInOneSecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}

describe('the rate over all chats', () => {
  it('is reached and not exceeded, sends and edits together', async () => {
    const { send, sentAt } = setUp();

    await send(300);

    expect(sentAt.at(-1)).toBeGreaterThan(9_700);
    expect(sentAt.at(-1)).toBeLessThan(10_000);
    expect(mostInOneSecond(sentAt)).toBeLessThanOrEqual(31);
  });

  it('is reached although every timer is late', async () => {
    const { send, sentAt } = setUp({ lateMs: 60 });

    await send(300);

    expect(sentAt.at(-1)).toBeLessThan(10_100);
  });

  it('does not let a silent hour be made up for', async () => {
    const { send, sentAt, pass } = setUp();
    pass(3_600_000);

    await send(60);

    expect(mostInOneSecond(sentAt)).toBeLessThanOrEqual(36);
  });

  it('is shared by the processes of an installation', async () => {
    const { send, sentAt } = setUp({ processes: 3 });

    await send(100);

    expect(sentAt.at(-1)).toBeGreaterThan(9_000);
  });
});
