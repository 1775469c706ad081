import { describe, expect, it } from '@jest/globals';
import type { On } from '../../../src/reactions/public.js';
import { register } from '../../../src/reactions/worker/register.js';

const nothing = (): undefined => undefined;

function registering(start: (on: On) => void) {
  return register({ default: start });
}

describe('a module that registers', () => {
  it('gives each handler a name of its own, its pattern, its match and its time limit', async () => {
    const found = await registering((on) => {
      on('issue.opened', nothing);
      on('issue.opened', { project: 'acme/*', label: ['bug', 'crash'], timeLimitSeconds: 5 }, nothing);
      on('*', { name: 'all' }, nothing);
    });

    expect(found.map(({ description }) => description)).toEqual([
      { name: 'issue.opened', pattern: 'issue.opened', match: {}, timeLimitSeconds: 30 },
      {
        name: 'issue.opened~2',
        pattern: 'issue.opened',
        match: { project: ['acme/*'], label: ['bug', 'crash'] },
        timeLimitSeconds: 5,
      },
      { name: 'all', pattern: '*', match: {}, timeLimitSeconds: 30 },
    ]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['nothing', { default: nothing }, /registers no handler/],
    ['no function', {}, /no default export that is a function/],
    ['another version', { default: nothing, apiVersion: 2 }, /version 2/],
    [
      'an unknown event',
      { default: (on: (...args: unknown[]) => void) => on('merge_request.open', nothing) },
      /no event 'merge_request.open': did you mean 'merge_request.opened'/,
    ],
    [
      'an unknown field',
      { default: (on: (...args: unknown[]) => void) => on('*', { lable: 'bug' }, nothing) },
      /cannot be matched on 'lable': did you mean 'label'/,
    ],
    [
      'no handler',
      { default: (on: (...args: unknown[]) => void) => on('*', {}, 'later') },
      /is not a function/,
    ],
    [
      'an empty match',
      { default: (on: (...args: unknown[]) => void) => on('*', { label: [] }, nothing) },
      /'label' must be a pattern/,
    ],
    [
      'an endless limit',
      { default: (on: (...args: unknown[]) => void) => on('*', { timeLimitSeconds: 3_600 }, nothing) },
      /at most 300/,
    ],
  ])('is refused in one sentence with %s', async (_what, loaded, reason) => {
    await expect(register(loaded)).rejects.toThrow(reason);
  });
});
