import { describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { writeSpacing } from '../../../../src/forges/github/write-spacing.js';

/** Milliseconds at which the requests of one token went out. */
async function departures(route: string, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  const silent = (): void => undefined;
  const giveUp = (): boolean => false;
  const SpacedOctokit = Octokit.plugin(writeSpacing);
  const octokit = new SpacedOctokit({
    auth: 'token',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    throttle: { id: route, onRateLimit: giveUp, onSecondaryRateLimit: giveUp },
    request: {
      fetch: () => {
        times.push(performance.now());
        return Promise.resolve(Response.json({}));
      },
    },
  });
  await Promise.all(Array.from({ length: count }, () => octokit.request(route)));
  return times;
}

describe('writeSpacing', () => {
  it('keeps a second between two writes with one token', async () => {
    const [first = 0, second = 0] = await departures('PATCH /repos/acme/shop/pulls/1', 2);

    expect(second - first).toBeGreaterThan(900);
  });

  it('lets reads pass', async () => {
    const times = await departures('GET /repos/acme/shop/pulls', 20);

    expect(times.at(-1)! - times[0]!).toBeLessThan(500);
  });
});
