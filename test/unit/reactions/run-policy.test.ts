import { describe, expect, it } from '@jest/globals';
import { endOfFailure, isPoisonous } from '../../../src/reactions/run-policy.js';
import { NOON } from '../../support/builders.js';

function after(
  code: string,
  failures = 0,
  finishedAttempts = failures,
  retryAfterSeconds: number | null = null,
) {
  const end = endOfFailure({ failures, finishedAttempts }, { code, message: '', retryAfterSeconds }, NOON);
  return end.result === 'again' ? (end.at.getTime() - NOON.getTime()) / 1_000 : end.result;
}

describe('a run that failed', () => {
  it('is tried again later and later, five times in all', () => {
    expect([0, 1, 2, 3, 4].map((failures) => after('threw', failures))).toEqual([
      10,
      60,
      300,
      600,
      'given-up',
    ]);
  });

  it('waits for a forge that is away for hours, and does not count that as its fault', () => {
    expect(after('unavailable', 4, 20)).toBe(600);
    expect(after('unavailable', 0, 49)).toBe('given-up');
  });

  it('waits as long as the forge asks it to', () => {
    expect(after('rate-limited', 0, 0, 90)).toBe(90);
  });

  it('is not tried again where nobody knows what it did', () => {
    expect(after('unsure')).toBe('given-up');
  });

  it('is given up when it took the daemon down three times', () => {
    expect(isPoisonous({ startedAttempts: 3, finishedAttempts: 0 })).toBe(true);
    expect(isPoisonous({ startedAttempts: 3, finishedAttempts: 1 })).toBe(false);
  });
});
