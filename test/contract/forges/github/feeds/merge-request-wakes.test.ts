import { describe, expect, it } from '@jest/globals';
import { useLoopbackGithub } from '../github-bench.js';
import { ALICE, aPull, at, REPOSITORY } from '../github-items.js';
import { PULLS, put, servePulls, startPolling } from './served-pulls.js';

const github = useLoopbackGithub();

describe('a pull request that was merged', () => {
  it.each([
    ['main', ['comments', 'pipelines', 'documents']],
    ['release', ['comments', 'pipelines']],
  ])('wakes the documents where they are on the default branch: into %s', async (ref, kinds) => {
    const base = { ref, repo: { id: REPOSITORY.id } };
    const list = servePulls(github(), [aPull(1, { base })]);
    const poller = await startPolling(github());
    github().on(`${PULLS}/1`, () => ({ body: { merged_by: ALICE } }));
    github().list(`${PULLS}/1/reviews`, () => []);
    const merged = { updated_at: at(60), state: 'closed', merged_at: at(60), closed_at: at(60) };
    put(list, aPull(1, { ...merged, base }));

    const { wakes } = await poller.read();

    expect(wakes.map(({ kind }) => kind)).toEqual(kinds);
  });
});
