import { describe, expect, it } from '@jest/globals';
import { useLoopbackGithub } from '../github-bench.js';
import { CAROL, aPull, aReview, at } from '../github-items.js';
import { PULLS, startPolling } from './served-pulls.js';

const github = useLoopbackGithub();

describe('a pull request that is opened between the two requests of the baseline', () => {
  it('is looked at once more, with what was said to it at once', async () => {
    const opened = aPull(2, { created_at: at(0), updated_at: at(0) });
    github().list(PULLS, (query) => (query.get('state') === 'all' ? [aPull(1)] : [opened, aPull(1)]));
    github().list(`${PULLS}/2/reviews`, () => [aReview(CAROL, 'APPROVED', 0)]);
    const poller = await startPolling(github());
    github().list(PULLS, () => [opened, aPull(1)]);

    const { sightings } = await poller.read();

    expect(sightings[0]?.subject).toMatchObject({ number: '2', reviews: [{ person: { login: 'carol' } }] });
  });
});
