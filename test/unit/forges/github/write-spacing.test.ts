import { describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { writeSpacing } from '../../../../src/forges/github/write-spacing.js';

/** Milliseconds at which the requests of one token went out. */
async function departures(
  route: string,
  count: number,
  parameters: { readonly query?: string } = {},
): Promise<readonly number[]> {
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
  await Promise.all(Array.from({ length: count }, () => octokit.request(route, parameters)));
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

  it('lets GraphQL queries pass, and spaces mutations', async () => {
    const [first = 0, second = 0] = await departures('POST /graphql', 2, {
      query: 'query { viewer { id } }',
    });
    const [third = 0, fourth = 0] = await departures('POST /graphql', 2, { query: 'mutation { x { id } }' });

    expect(second - first).toBeLessThan(500);
    expect(fourth - third).toBeGreaterThan(900);
  });
});
