import { describe, expect, it } from '@jest/globals';
import { readLimits, readRetryAfter, readServerTime } from '../../../../src/forges/http/limit-headers.js';
import { forgeErrorFromStatus } from '../../../../src/forges/http/status-error.js';

const DATE = 'Tue, 01 Sep 2026 10:00:00 GMT';

function errorOf(status: number, headers: Record<string, string> = {}, message = '') {
  return forgeErrorFromStatus({ status, headers: new Headers(headers), message, target: 'GET /x' });
}

describe('forgeErrorFromStatus', () => {
  it.each([
    [400, 'invalid'],
    [401, 'token-refused'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [410, 'not-found'],
    [418, 'bad-reply'],
    [422, 'invalid'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [599, 'unavailable'],
  ])('reads %i as %s', (status, code) => {
    expect(errorOf(status)).toMatchObject({ code, status });
  });

  it.each([
    ['Retry-After', { 'retry-after': '60' }, ''],
    ['an exhausted quota', { 'x-ratelimit-remaining': '0' }, ''],
    ['the words of GitHub', {}, 'You have exceeded a secondary rate limit'],
  ])('reads a 403 with %s as a limit', (_name, headers, message) => {
    expect(errorOf(403, headers as Record<string, string>, message).code).toBe('rate-limited');
  });

  it('leaves a 403 with quota left what it is', () => {
    expect(errorOf(403, { 'x-ratelimit-remaining': '12' }, 'insufficient_scope').code).toBe('forbidden');
  });

  it.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '17' }, 17],
    ['a date', { 'retry-after': 'Tue, 01 Sep 2026 10:00:30 GMT', date: DATE }, 30],
    ['a date that has passed', { 'retry-after': 'Tue, 01 Sep 2026 09:00:00 GMT', date: DATE }, 0],
    ['a date without the server’s own', { 'retry-after': 'Tue, 01 Sep 2026 10:00:30 GMT' }, undefined],
    ['the reset', { 'ratelimit-remaining': '0', 'ratelimit-reset': '1788256845', date: DATE }, 45],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after': '-5', date: DATE }, undefined],
  ])('takes the wait of a 429 from %s', (_name, headers, seconds) => {
    expect(errorOf(429, headers).retryAfterSeconds).toBe(seconds);
  });

  it('says what was asked and what the forge said', () => {
    expect(errorOf(403, {}, 'insufficient_scope').message).toBe(
      'GET /x was answered 403: insufficient_scope',
    );
  });
});

describe('limit headers', () => {
  it('are read with and without X-', () => {
    const headers = new Headers({ 'x-ratelimit-limit': '5000', 'ratelimit-remaining': '4' });

    expect(readLimits(headers)).toEqual({
      limit: 5000,
      remaining: 4,
      resetAt: null,
      retryAfterSeconds: null,
    });
  });

  it('that are odd count as missing', () => {
    const headers = new Headers({ 'ratelimit-limit': 'many', 'ratelimit-reset': '', date: 'today' });

    expect(readLimits(headers)).toEqual({
      limit: null,
      remaining: null,
      resetAt: null,
      retryAfterSeconds: null,
    });
    expect(readServerTime(headers)).toBeNull();
    expect(readRetryAfter(headers)).toBeNull();
  });
});
