import { describe, expect, it } from '@jest/globals';
import { troubleOf } from '../../../src/bot/forge-trouble.js';

describe('a forge that asks for a pause', () => {
  it.each([
    [0.2, 'forge.limited', 1],
    [41.2, 'forge.limited', 42],
    [90, 'forge.limited', 90],
    [91, 'forge.limited-minutes', 2],
    [3_600, 'forge.limited-minutes', 60],
  ])('of %d s is told with its length', (retryAfterSeconds, key, count) => {
    expect(troubleOf({ code: 'rate-limited', retryAfterSeconds })).toEqual({ key, params: { count } });
  });

  it('of which nobody knows how long it lasts is told without', () => {
    expect(troubleOf({ code: 'rate-limited', retryAfterSeconds: undefined }).key).toBe('forge.rate-limited');
    expect(troubleOf({ code: 'unavailable', retryAfterSeconds: 9 }).key).toBe('forge.unavailable');
  });
});
