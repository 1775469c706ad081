import { describe, expect, it } from '@jest/globals';
import { createRateLimit } from '../../../src/domain/rate-limit.js';
import { createScriptedClock } from '../../support/clock.js';

describe('createRateLimit', () => {
  it('lets so many through in a window, and tells the first refusal from the next', () => {
    const clock = createScriptedClock();
    const limit = createRateLimit(2, 60_000, clock.now);

    expect([limit.try('a'), limit.try('a'), limit.try('a'), limit.try('a'), limit.try('b')]).toEqual([
      'allowed',
      'allowed',
      'refused-first',
      'refused',
      'allowed',
    ]);
    clock.advance(60_000);
    expect([limit.try('a'), limit.try('a'), limit.try('a')]).toEqual(['allowed', 'allowed', 'refused-first']);
  });

  it('slides: one goes free when the oldest is out of the window', () => {
    const clock = createScriptedClock();
    const limit = createRateLimit(2, 60_000, clock.now);
    limit.try('a');
    clock.advance(30_000);
    limit.try('a');
    clock.advance(30_000);

    expect([limit.try('a'), limit.try('a')]).toEqual(['allowed', 'refused-first']);
  });
});
