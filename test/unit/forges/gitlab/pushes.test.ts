import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import { pushEvent, tagEvent } from './code-fixtures.js';
import { FakeGitlab } from './fake-gitlab.js';
import { at, FOREIGN_ID, noteEvent, rawEvent, rawMergeRequest } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

function readActivity(...events: readonly object[]): Promise<FeedReading> {
  gitlab.on('/events', [...events.toReversed(), rawEvent(100)]);
  return gitlab.read({ kind: 'activity', cursor: { id: 100 } });
}

async function subjectsOf(...events: readonly object[]): Promise<readonly unknown[]> {
  const { sightings } = await readActivity(...events);
  return sightings.map(({ subject }) => subject);
}

const page = 'https://gitlab.example.com/team/app/-';

describe('pushes in the activity', () => {
  it('tell who pushed what, and link to the comparison', async () => {
    expect(await subjectsOf(pushEvent(101))).toEqual([
      {
        kind: 'push',
        id: '101',
        projectId: '10',
        action: 'pushed',
        branch: 'main',
        isForced: false,
        commitCount: 2,
        title: 'Round the totals',
        commits: [{ sha: 'bbbb', title: 'Round the totals', author: null }],
        author: { id: '2', login: 'bob', name: 'BOB' },
        url: `${page}/compare/aaaa...bbbb`,
        createdAt: at(1.01),
        updatedAt: at(1.01),
      },
    ]);
  });

  it('are news, whatever the account has seen', async () => {
    const { sightings } = await readActivity(pushEvent(101));

    expect(sightings).toMatchObject([{ isNews: true }]);
  });

  it('show the last commit to whom its title names', async () => {
    const named = pushEvent(101, { commit_title: 'Round the totals, for @Alice' });

    expect(await subjectsOf(named)).toMatchObject([
      {
        kind: 'commit-note',
        id: '10:bbbb',
        sha: 'bbbb',
        title: 'Round the totals, for @Alice',
        body: 'Round the totals, for @Alice',
        author: { login: 'bob' },
        isComment: false,
        mentions: ['alice'],
        url: `${page}/commit/bbbb`,
      },
      { kind: 'push', id: '101' },
    ]);
  });

  it.each([
    ['names others', { commit_title: 'For @carol and `@alice`' }],
    ['was there before the branch', { action: 'created', commit_count: 0, commit_title: 'For @alice' }],
    ['is gone', { action: 'removed', commit_to: null, commit_title: 'For @alice' }],
  ])('show no commit that %s', async (_what, push) => {
    expect(await subjectsOf(pushEvent(101, push))).toMatchObject([{ kind: 'push' }]);
  });

  it('tell that a branch was made or deleted', async () => {
    const made = pushEvent(101, { action: 'created', commit_from: null, ref: 'topic/ä' });
    const gone = pushEvent(102, { action: 'removed', commit_to: null, commit_title: null, ref: 'topic/ä' });

    expect(await subjectsOf(made, gone)).toMatchObject([
      { action: 'created', branch: 'topic/ä', url: `${page}/tree/topic/%C3%A4` },
      { action: 'deleted', branch: 'topic/ä', title: null, url: `${page}/branches` },
    ]);
  });

  it('that are many at once, are of no watched project, or tell no time are left out', async () => {
    const bulk = pushEvent(101, { ref: null, ref_count: 9 });
    const foreign = pushEvent(102, {}, { project_id: FOREIGN_ID });
    const timeless = pushEvent(103, {}, { created_at: null });

    expect(await subjectsOf(bulk, foreign, timeless)).toEqual([]);
  });

  it.each([{ action: 'exploded' }, { ref: 5 }, { ref: {} }])(
    'that are odd (%j) are counted and spare the others',
    async (odd) => {
      const reading = await readActivity(pushEvent(101, odd), pushEvent(102));

      expect(reading).toMatchObject({ dropped: 1, sightings: [{ subject: { id: '102' } }] });
    },
  );

  it('come along with comments, in the order in which they happened', async () => {
    gitlab.on('/projects/10/merge_requests/5', rawMergeRequest(5));

    const subjects = await subjectsOf(pushEvent(101), noteEvent(102), pushEvent(103));

    expect(subjects).toMatchObject([{ kind: 'push' }, { kind: 'comment' }, { kind: 'push' }]);
  });
});

describe('tags in the activity', () => {
  it('are new, or have moved', async () => {
    const moved = tagEvent(102, { action: 'pushed', commit_from: 'bbbb', commit_to: 'cccc', ref: 'v1' });

    expect(await subjectsOf(tagEvent(101), moved)).toMatchObject([
      {
        kind: 'tag',
        id: '10:v1.2.0',
        name: 'v1.2.0',
        sha: 'bbbb',
        movedFrom: null,
        author: { login: 'bob' },
      },
      { kind: 'tag', id: '10:v1', sha: 'cccc', movedFrom: 'bbbb', url: `${page}/tags/v1` },
    ]);
  });

  it('that are deleted tell nothing', async () => {
    const { sightings, wakes } = await readActivity(tagEvent(101, { action: 'removed', commit_to: null }));

    expect([sightings, wakes]).toEqual([[], []]);
  });

  it('wake the releases, because one mostly follows', async () => {
    const { wakes } = await readActivity(tagEvent(101));

    expect(wakes).toEqual([
      { kind: 'pipelines', projectId: '10' },
      { kind: 'releases', projectId: '10' },
    ]);
  });
});
