import { describe, expect, it } from '@jest/globals';
import { DeliveryError, type DeliveryErrorCode } from '../../../src/domain/errors.js';
import { isPoisonous, judgeFailure, type Verdict } from '../../../src/outbox/retry-policy.js';

const VERDICTS = {
  'too-fast': 'retry',
  unavailable: 'retry',
  unauthorized: 'retry',
  unreachable: 'unreachable',
  moved: 'moved',
  rejected: 'abandon',
  'topic-gone': 'topic-lost',
  'topic-closed': 'topic-closed',
  'message-gone': 'abandon',
} satisfies Record<DeliveryErrorCode, Verdict['kind']>;

describe('judgeFailure', () => {
  it.each(Object.entries(VERDICTS))('answers %s with %s', (code, kind) => {
    const error = new DeliveryError(code as DeliveryErrorCode, 'detail', { movedTo: '-100' });

    expect(judgeFailure(error, 0).kind).toBe(kind);
  });

  it('waits as long as Telegram demands', () => {
    const error = new DeliveryError('too-fast', 'detail', { retryAfterSeconds: 17 });

    expect(judgeFailure(error, 3)).toEqual({ kind: 'retry', afterMs: 17_000 });
  });

  it('waits twice as long after each failure, up to five minutes', () => {
    const error = new DeliveryError('unavailable', 'detail');

    const waits = [0, 1, 2, 8, 500].map((attempts) => judgeFailure(error, attempts));

    expect(waits.map((one) => (one.kind === 'retry' ? one.afterMs : 0))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000,
    ]);
  });

  it('takes a group that moved nowhere for one that is gone', () => {
    expect(judgeFailure(new DeliveryError('moved', 'detail'), 0).kind).toBe('unreachable');
  });
});

describe('isPoisonous', () => {
  it('is said of a message whose attempts begin and never end', () => {
    expect(isPoisonous({ startedAttempts: 10, finishedAttempts: 0 })).toBe(true);
  });

  it('is not said of one that was under way when the process was killed a few times', () => {
    expect(isPoisonous({ startedAttempts: 9, finishedAttempts: 0 })).toBe(false);
  });

  it('is not said of one that merely fails often', () => {
    expect(isPoisonous({ startedAttempts: 40, finishedAttempts: 39 })).toBe(false);
  });
});
