import { expect, it } from '@jest/globals';
import { aFeed, aPipeline, aProject, aReading, at } from '../../support/builders.js';
import { Cycle } from './cycle-harness.js';

const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });

it('a project that was renamed is followed, and its owner hears of it', async () => {
  const movedTo = aProject({ path: 'acme/store' });
  const cycle = new Cycle().add();
  cycle.forge.next('pipelines', '7', aReading([failed], { movedTo }));

  await cycle.poll();

  expect(cycle.store.account('account-1').projects).toEqual([movedTo]);
  expect(cycle.store.outbox).toMatchObject([
    { code: 'project-moved', params: { project: 'acme/store' } },
    { project: { path: 'acme/store' } },
  ]);
});

it('its owner hears of it once, though every feed of the project finds out', async () => {
  const movedTo = aProject({ path: 'acme/store' });
  const feeds = [aFeed(), aFeed({ id: 'feed-2', kind: 'issues' })];
  const cycle = new Cycle().add({ feeds });
  cycle.forge.next('pipelines', '7', aReading([], { movedTo }));
  cycle.forge.next('issues', '7', aReading([], { movedTo }));

  await cycle.turn();

  const { path: before } = aProject();
  expect(cycle.notices).toMatchObject([
    { code: 'project-moved', params: { before, project: 'acme/store', url: movedTo.url } },
  ]);
});

it('another default branch is remembered without a word', async () => {
  const movedTo = aProject({ defaultBranch: 'trunk' });
  const cycle = new Cycle().add();
  cycle.forge.next('pipelines', '7', aReading([], { movedTo }));

  await cycle.poll();

  expect(cycle.store.account('account-1').projects).toEqual([movedTo]);
  expect(cycle.store.outbox).toEqual([]);
});
