import { describe, expect, it } from '@jest/globals';
import { gatherCalls } from '../../../src/storage/gather-calls.js';

describe('calls that are gathered', () => {
  it('share one when they come together, and get each its own answer', async () => {
    const batches: (readonly number[])[] = [];
    const double = gatherCalls((items: readonly number[]) => {
      batches.push(items);
      return Promise.resolve(items.map((item) => item * 2));
    });

    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('wait for the one under way and share the next', async () => {
    const batches: (readonly number[])[] = [];
    const answers: (() => void)[] = [];
    const begun: (() => void)[] = [];
    const isBegun = (): Promise<void> => new Promise((resolve) => begun.push(resolve));
    const ask = gatherCalls(
      (items: readonly number[]) =>
        new Promise<readonly number[]>((resolve) => {
          batches.push(items);
          answers.push(() => resolve(items));
          begun.shift()?.();
        }),
    );
    const firstBegun = isBegun();
    const first = ask(1);
    await firstBegun;
    const others = [ask(2), ask(3)];

    const secondBegun = isBegun();
    answers[0]?.();
    await first;
    await secondBegun;
    answers[1]?.();

    expect(await Promise.all(others)).toEqual([2, 3]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('fail together, and the next ones are asked anew', async () => {
    const answers = [
      () => Promise.reject(new Error('the database is gone')),
      () => Promise.resolve(['well', 'well']),
    ];
    const ask = gatherCalls<string, string>(() => answers.shift()!());

    const failed = await Promise.allSettled([ask('a'), ask('b')]);

    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ask('c')).toBe('well');
  });

  it('do not wait for ever for an answer that is missing', async () => {
    const ask = gatherCalls<string, string>(() => Promise.resolve([]));

    await expect(ask('a')).rejects.toThrow('not answered');
  });
});
