import { describe, expect, it } from '@jest/globals';
import type { Update } from 'telegraf/types';
import { createUpdateQueue } from '../../../src/bot/update-queue.js';

function update(id: number, chatId = 1): Update {
  return { update_id: id, message: { message_id: id, chat: { id: chatId } } } as unknown as Update;
}

/** A queue whose handlers end when the test says so. */
function createQueue() {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  let finished = 0;
  const queue = createUpdateQueue(
    ({ update_id: id }) => {
      begun.push(id);
      return new Promise((resolve) => ends.set(id, resolve));
    },
    () => (finished += 1),
  );
  async function end(id: number): Promise<void> {
    const before = finished;
    ends.get(id)?.();
    while (finished === before) await new Promise(setImmediate);
  }
  return { queue, begun, end };
}

describe('createUpdateQueue', () => {
  it('holds the place at the first unfinished update, whatever has ended behind it', async () => {
    const { queue, begun, end } = createQueue();
    expect(queue.offset()).toBeNull();

    queue.push([update(1, 1), update(2, 2), update(3, 1)]);
    await new Promise(setImmediate);
    expect(begun).toEqual([1, 2]);
    await end(2);
    expect(queue.offset()).toBe(1);
    await end(1);
    expect(queue.offset()).toBe(3);
    await new Promise(setImmediate);
    await end(3);

    expect(queue.offset()).toBe(4);
    expect(queue.hasUnfinished()).toBe(false);
    await queue.idle();
  });

  it('leaves alone what is delivered again while it runs, or ended while the request was under way', async () => {
    const { queue, begun, end } = createQueue();
    queue.push([update(1)]);
    queue.push([update(1)]);
    await new Promise(setImmediate);
    await end(1);

    queue.push([update(1), update(2)]);
    await new Promise(setImmediate);

    expect(begun).toEqual([1, 2]);
    await end(2);
    queue.push([]);
    expect(queue.offset()).toBe(3);
  });

  it('handles once what a server that ignores the offset repeats for ever', async () => {
    const { queue, begun, end } = createQueue();
    for (const id of [1, 2]) {
      queue.push([update(1), update(2)].slice(0, id));
      await new Promise(setImmediate);
      await end(id);
    }

    queue.push([update(1), update(2)]);
    await new Promise(setImmediate);

    expect(begun).toEqual([1, 2]);
    expect(queue.offset()).toBe(3);
  });

  it('takes lower numbers after a reset', async () => {
    const { queue, end } = createQueue();
    queue.push([update(900)]);
    await new Promise(setImmediate);
    await end(900);

    queue.reset();
    queue.push([update(5)]);
    await new Promise(setImmediate);
    await end(5);

    expect(queue.offset()).toBe(6);
  });
});
