import { describe, expect, it } from '@jest/globals';
import type { MergeRequest } from '../../../../../src/domain/subjects/merge-request.js';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { REPOSITORY, aPull, at } from '../github-items.js';
import { PULLS, put, servePulls, startPolling } from './served-pulls.js';

const github = useLoopbackGithub();

describe('a renamed repository', () => {
  const RENAMED = {
    ...REPOSITORY,
    full_name: 'acme/store',
    name: 'store',
    html_url: 'https://github.com/acme/store',
  };

  it('is followed through its redirect, and its new path is told', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    servePulls(github(), list, `/repositories/${REPOSITORY.id}/pulls`);
    github().on(PULLS, ({ query }) => ({
      status: 301,
      headers: { location: `${github().url}/repositories/${REPOSITORY.id}/pulls?${query.toString()}` },
      body: { message: 'Moved Permanently' },
    }));
    github().on(`/repositories/${REPOSITORY.id}`, () => ({ body: RENAMED }));

    const reading = await poller.read();

    expect(reading.movedTo).toEqual({
      id: '7001',
      path: 'acme/store',
      name: 'store',
      url: 'https://github.com/acme/store',
      defaultBranch: 'main',
    });
    expect(reading.hasChanged).toBe(false);
  });

  it('is found by its id when the old path is gone', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    github().forget(PULLS);
    put(list, aPull(1, { updated_at: at(60) }));
    servePulls(github(), list, '/repos/acme/store/pulls');
    github().list('/repos/acme/store/pulls/1/reviews', () => []);
    github().on(`/repositories/${REPOSITORY.id}`, () => ({ body: RENAMED }));

    const reading = await poller.read();

    expect(reading.movedTo?.path).toBe('acme/store');
    expect(reading.sightings.map(({ subject }) => subject.id)).toEqual(['9001']);
    expect(github().takeLog()).toEqual([
      `404 ${PULLS}`,
      '200 /repositories/7001',
      '200 /repos/acme/store/pulls',
      '200 /repos/acme/store/pulls/1/reviews',
    ]);
  });

  it('is not mistaken for the repository that took over its path', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    servePulls(github(), [aPull(1, { id: 1, title: 'A stranger', base: { ref: 'main', repo: { id: 8 } } })]);
    put(list, aPull(1, { updated_at: at(60) }));
    servePulls(github(), list, '/repos/acme/store/pulls');
    github().list('/repos/acme/store/pulls/1/reviews', () => []);
    github().on(`/repositories/${REPOSITORY.id}`, () => ({ body: RENAMED }));

    const reading = await poller.read();

    expect(reading.movedTo?.path).toBe('acme/store');
    expect(reading.sightings.map(({ subject }) => (subject as MergeRequest).title)).toEqual(['Change 1']);
  });

  it('is not found when the id leads nowhere either', async () => {
    const poller = new Poller(github(), 'merge-requests');

    await expect(poller.read()).rejects.toMatchObject({ code: 'not-found' });
    expect(github().takeLog()).toEqual([`404 ${PULLS}`, `404 /repositories/${SHOP.id}`]);
  });

  it('is told from a list that this token may not see', async () => {
    github().on(`/repositories/${SHOP.id}`, () => ({ body: REPOSITORY }));
    const poller = new Poller(github(), 'merge-requests');

    await expect(poller.read()).rejects.toMatchObject({ code: 'forbidden', status: 404 });
  });
});
