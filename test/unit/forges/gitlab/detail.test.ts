import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MergeRequest } from '../../../../src/domain/subjects/merge-request.js';
import { FakeGitlab, type Route } from './fake-gitlab.js';
import { ALICE, APP, at, BOB, CAROL, noteEvent, rawEvent, rawMergeRequest, rawPipeline } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

describe('a server that breaks over one item', () => {
  const broken = () => ({ status: 500, json: { message: '500 Internal Server Error' } });

  it('holds up no comment', async () => {
    gitlab
      .on('/events', [noteEvent(101, { type: 'DiffNote' }), rawEvent(100)])
      .on('/projects/10/merge_requests/5', broken)
      .on('/projects/10/merge_requests/5/discussions', broken);

    const reading = await gitlab.read({ kind: 'activity', cursor: { id: 100 } });

    expect(reading.sightings).toMatchObject([
      {
        subject: {
          id: '101',
          thread: null,
          on: {
            id: '1005',
            title: 'Change 5',
            url: 'https://gitlab.example.com/team/app/-/merge_requests/5',
          },
        },
      },
    ]);
  });

  it('holds up no merge request and no pipeline', async () => {
    gitlab
      .on('/projects/10/merge_requests', [rawMergeRequest(5, { reviewers: [ALICE] })])
      .on('/projects/10/merge_requests/5/approvals', { approved_by: 'nobody' })
      .on('/projects/10/merge_requests/5/reviewers', broken)
      .on('/projects/10/pipelines', [rawPipeline(401, { status: 'failed', updated_at: at(5) })])
      .on('/projects/10/pipelines/401', broken)
      .on('/projects/10/pipelines/401/jobs', broken);
    const cursor = { newestAt: at(0), running: {} };

    expect((await gitlab.read({ kind: 'merge-requests', project: APP })).sightings).toHaveLength(1);
    expect((await gitlab.read({ kind: 'pipelines', project: APP, cursor })).sightings).toMatchObject([
      { subject: { status: 'failed', failedJobs: [] } },
    ]);
  });

  it('is presumed to await a review of whoever was asked meanwhile', async () => {
    const path = '/projects/10/merge_requests/5';
    const look = async (minute: number, reviewers: readonly object[], states: Route | readonly object[]) => {
      gitlab
        .on('/projects/10/merge_requests', [rawMergeRequest(5, { reviewers, updated_at: at(minute) })])
        .on(`${path}/approvals`, { approved_by: [] })
        .on(`${path}/reviewers`, states);
      const { sightings } = await gitlab.read({ kind: 'merge-requests', project: APP });
      return (sightings[0]?.subject as MergeRequest).pendingReviewers;
    };

    expect(await look(1, [BOB], broken)).toBeUndefined();
    expect(await look(2, [BOB], [{ user: BOB, state: 'reviewed' }])).toEqual([]);
    expect(await look(3, [BOB, CAROL], broken)).toEqual(['3']);
  });

  it('is asked again about a merge request that has left the lists', async () => {
    let isWell = false;
    gitlab
      .on('/merge_requests', [])
      .on('/projects/10/merge_requests/5', () =>
        isWell ? { json: rawMergeRequest(5, { state: 'merged' }) } : broken(),
      )
      .on('/projects/10/merge_requests/5/approvals', { approved_by: [] });
    const cursor = { newestAt: at(0), isWhole: true, projects: ['10'], tracked: [['1005', '10', 5]] };

    const first = await gitlab.read({ kind: 'merge-requests', cursor });
    isWell = true;
    const second = await gitlab.read({ kind: 'merge-requests', cursor: first.cursor });

    expect(first.sightings).toEqual([]);
    expect(second.sightings).toMatchObject([{ subject: { id: '1005', state: 'merged' } }]);
  });

  it.each([502, 503, 429])('is another matter than one that is down: %i', async (status) => {
    gitlab
      .on('/events', [noteEvent(101), rawEvent(100)])
      .on('/projects/10/merge_requests/5', () => ({ status, json: {} }));

    await expect(gitlab.read({ kind: 'activity', cursor: { id: 100 } })).rejects.toMatchObject({ status });
  });
});
