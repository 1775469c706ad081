import { expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/domain/json.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, APP, at, rawMergeRequest, rawPipeline } from './fixtures.js';

it('pipelines that piled up are read in portions, the oldest first, and none is left out', async () => {
  const gitlab = await FakeGitlab.start();
  const pile = Array.from({ length: 25 }, (_, index) =>
    rawPipeline(401 + index, { status: 'success', updated_at: at(5 + 2 * index) }),
  );
  for (const row of pile) gitlab.on(`/projects/10/pipelines/${row.id}`, { ...row, user: ALICE });
  const listAfter = (time: string): void => {
    gitlab.on('/projects/10/pipelines', pile.filter(({ updated_at: at }) => at > time).toReversed());
  };
  let cursor: JsonObject = { newestAt: at(0), running: {} };
  const portions: string[][] = [];

  for (let hasMore = true; hasMore;) {
    listAfter(cursor['newestAt'] as string);
    const reading = await gitlab.read({ kind: 'pipelines', project: APP, cursor });
    portions.push(reading.sightings.map(({ subject }) => subject.id));
    hasMore = reading.hasMore ?? false;
    cursor = reading.cursor;
  }
  await gitlab.stop();

  expect(portions.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(portions.flat()).toEqual(pile.map(({ id }) => String(id)));
});

it('merge requests that piled up are read in portions, too', async () => {
  const gitlab = await FakeGitlab.start();
  const pile = Array.from({ length: 45 }, (_, index) =>
    rawMergeRequest(1 + index, { state: 'closed', updated_at: at(5 + 2 * index) }),
  );
  for (const { iid } of pile) gitlab.on(`/projects/10/merge_requests/${iid}/approvals`, { approved_by: [] });
  let cursor: JsonObject = { newestAt: at(0), isWhole: true };
  const portions: string[][] = [];

  for (let hasMore = true; hasMore;) {
    const since = cursor['newestAt'] as string;
    gitlab.on(
      '/projects/10/merge_requests',
      pile.filter(({ updated_at: time }) => time > since).toReversed(),
    );
    const reading = await gitlab.read({ kind: 'merge-requests', project: APP, cursor });
    portions.push(reading.sightings.map(({ subject }) => subject.id));
    hasMore = reading.hasMore ?? false;
    cursor = reading.cursor;
  }
  await gitlab.stop();

  expect(portions.map(({ length }) => length)).toEqual([20, 20, 5]);
  expect(portions.flat()).toEqual(pile.map(({ id }) => String(id)));
});
