import { describe, expect, it } from '@jest/globals';
import type { ForgeError } from '../../../src/domain/errors.js';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { NOON } from '../../support/builders.js';

import { ann, aGovernor, ben, times } from './governor-harness.js';

describe('the limits of a server', () => {
  const resetAt = new Date(NOON.getTime() + 5 * MINUTE);

  it('leave the last fifth to people, and then nothing to anybody until the reset', async () => {
    const { request, clock } = aGovernor();
    await request(ann, 'poll', { limit: 100, remaining: 20, resetAt });

    await expect(request()).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 300 });
    await request(ann, 'person', { limit: 100, remaining: 0, resetAt });
    await expect(request(ann, 'person')).rejects.toMatchObject({ retryAfterSeconds: 300 });

    clock.set(resetAt);
    await expect(request()).resolves.toBeUndefined();
  });

  it('leave the second half to polls and people, whatever the own code wants', async () => {
    const { request } = aGovernor();
    await request(ann, 'reaction', { limit: 100, remaining: 50, resetAt });

    await expect(request(ann, 'reaction')).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: 300,
    });
    await expect(request(ann, 'poll')).resolves.toBeUndefined();
    await expect(request(ann, 'person')).resolves.toBeUndefined();
  });

  it('are those of the token: others go on', async () => {
    const { request } = aGovernor();
    await request(ann, 'poll', { status: 429, retryAfterSeconds: 120 });

    await expect(request(ann)).rejects.toMatchObject({ retryAfterSeconds: 120 });
    await expect(request(ann, 'person')).rejects.toMatchObject({ retryAfterSeconds: 120 });
    await expect(request(ben)).resolves.toBeUndefined();
  });

  it('are waited out where the wait is short', async () => {
    const { request, elapsed } = aGovernor();
    await request(ann, 'poll', { status: 429, retryAfterSeconds: 4 });

    await request();

    expect(elapsed()).toBe(4 * SECOND);
  });

  it.each([
    ['a 429 with a reset', { status: 429, limit: 60, remaining: 0, resetAt }, 300],
    ['a 429 without a word', { status: 429 }, 60],
    ['a 403 with a used-up quota', { status: 403, limit: 60, remaining: 0, resetAt }, 300],
    ['a 403 with Retry-After', { status: 403, retryAfterSeconds: 90 }, 90],
    [
      'a reset that only another clock can mean',
      { status: 429, resetAt: new Date(NOON.getTime() + 9 * HOUR) },
      3600,
    ],
  ])('are understood from %s', async (_name, outcome, seconds) => {
    const { request, logger } = aGovernor();

    await request(ann, 'poll', outcome);

    await expect(request()).rejects.toMatchObject({ retryAfterSeconds: seconds });
    expect(logger.messages('warn')).toEqual(['forge asks for patience']);
  });

  it('that are refused again and again without a word are tried less and less often', async () => {
    const { request, clock } = aGovernor();
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await request(ann, 'poll', { status: 429 });
      await request().catch((error: unknown) => waits.push((error as ForgeError).retryAfterSeconds ?? 0));
      clock.advance((waits.at(-1) ?? 0) * SECOND);
    }

    expect(waits).toEqual([60, 120, 240, 480, 900, 900]);
  });

  it('of the whole instance stop everybody', async () => {
    const { request } = aGovernor();

    await request(ann, 'poll', { status: 503, retryAfterSeconds: 30 });

    await expect(request(ben)).rejects.toMatchObject({ retryAfterSeconds: 30 });
  });

  it('that block our address show in bare refusals of several tokens with no answer between', async () => {
    const { request } = aGovernor();
    await times(3, () => request(ann, 'poll', { status: 403 }));
    await times(3, () => request(ben, 'poll', { status: 403 }));

    await expect(request({ ...ann, id: 'account-3' })).rejects.toMatchObject({ retryAfterSeconds: 60 });
  });

  it('are not seen in one token without rights, nor in refusals among answers', async () => {
    const { request } = aGovernor();
    await times(20, () => request(ann, 'poll', { status: 403 }));
    for (let round = 0; round < 6; round += 1) {
      await request(ben, 'poll', { status: 403 });
      await request(ben, 'poll', { status: 404 });
    }

    await expect(request({ ...ann, id: 'account-3' })).resolves.toBeUndefined();
  });

  it('are counted by what came of each request', async () => {
    const { request, results } = aGovernor();
    for (const status of [200, 304, 302, 404, 502, null]) await request(ann, 'person', { status });
    await request(ann, 'person', { status: 429, retryAfterSeconds: 60 });
    await request(ann, 'person').catch(() => undefined);

    expect(results).toEqual(['2xx', '304', '3xx', '4xx', '5xx', 'silent', '429', 'refused-admission']);
  });
});
