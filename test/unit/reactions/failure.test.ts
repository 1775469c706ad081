import { describe, expect, it } from '@jest/globals';
import { CallFailure, toFailure } from '../../../src/reactions/worker/failure.js';

const silent = Object.assign(Object.create(null) as object, { a: 1 });

describe('what a handler threw', () => {
  it.each<[string, unknown, string]>([
    ['an error', new Error('no such luck'), 'no such luck'],
    ['words', 'plain words', 'plain words'],
    ['nothing', undefined, 'undefined'],
    ['an object with a message', { message: 'Bad credentials', status: 401 }, 'Bad credentials'],
    ['an object without one', { status: 401 }, '{ status: 401 }'],
    ['what has no words of its own', silent, '[Object: null prototype] { a: 1 }'],
    [
      'an error with a cause, as of fetch',
      new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 10.0.0.1:80') }),
      'fetch failed: connect ECONNREFUSED 10.0.0.1:80',
    ],
  ])('is told in words: %s', (_what, thrown, message) => {
    expect(toFailure(thrown, '/modules/one.js')).toMatchObject({ code: 'threw', message });
  });

  it('is cut where it goes on and on', () => {
    expect(toFailure(new Error('x'.repeat(100_000)), '/modules/one.js').message).toHaveLength(300);
  });

  it('keeps the code of a call that was refused', () => {
    const refused = new CallFailure({ code: 'locked', message: 'It is locked.', retryAfterSeconds: 5 });

    expect(toFailure(refused, '/modules/one.js')).toEqual({
      code: 'locked',
      message: 'It is locked.',
      retryAfterSeconds: 5,
    });
  });
});
