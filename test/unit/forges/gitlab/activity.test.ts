import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../../src/domain/subject.js';
import { FakeGitlab, pageOf } from './fake-gitlab.js';
import {
  ALICE,
  APP,
  at,
  BOB,
  CAROL,
  FOREIGN_ID,
  MEMBER_OF_APP,
  noteEvent,
  rawEvent,
  rawMergeRequest,
} from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

const CURSOR = { id: 100, outside: MEMBER_OF_APP };
const OLD = rawEvent(100);

function subjects(reading: { sightings: readonly { subject: Subject }[] }): readonly Subject[] {
  return reading.sightings.map(({ subject }) => subject);
}

describe('the activity feed', () => {
  it('only learns at first sight where it stands', async () => {
    gitlab.on('/events', [noteEvent(102), rawEvent(101)]);

    const reading = await gitlab.read({ kind: 'activity' });

    expect(reading).toMatchObject({ cursor: { id: 102 }, sightings: [], wakes: [], hasChanged: false });
    expect(gitlab.requests.map(({ path, query }) => `${path}?${query.toString()}`)).toEqual([
      '/api/v4/events?scope=all&per_page=50&page=1',
      '/api/v4/projects?membership=true&simple=true&id_after=9&id_before=11&order_by=id&sort=asc&per_page=100&page=1',
    ]);
  });

  it('starts at nothing where nothing ever happened', async () => {
    gitlab.on('/events', []);

    expect((await gitlab.read({ kind: 'activity' })).cursor).toMatchObject({ id: 0 });
  });

  it('starts behind pages that show the reader nothing, so that what stands there is no news', async () => {
    const pages = [[], [], [noteEvent(90)]];
    gitlab.on('/events', (query: URLSearchParams) => ({
      json: pages[Number(query.get('page')) - 1],
      headers: { 'x-next-page': String(Number(query.get('page')) + 1) },
    }));

    const { cursor } = await gitlab.read({ kind: 'activity' });

    expect(cursor).toMatchObject({ id: 90 });
    expect(subjects(await gitlab.read({ kind: 'activity', cursor }))).toEqual([]);
  });

  it('is idle with one request', async () => {
    gitlab.on('/events', [OLD]);

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(reading).toMatchObject({ cursor: CURSOR, hasChanged: false, wakes: [] });
    expect(gitlab.takePaths()).toEqual(['/events']);
  });

  it('goes on behind short and empty pages, until it meets an id that it knows', async () => {
    const pages = [[rawEvent(130)], [], [rawEvent(120), rawEvent(100)], [rawEvent(90)]];
    gitlab.on('/events', (query: URLSearchParams) => ({
      json: pages[Number(query.get('page')) - 1],
      headers: { 'x-next-page': String(Number(query.get('page')) + 1) },
    }));

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(reading.cursor).toMatchObject({ id: 130 });
    expect(gitlab.takePaths()).toHaveLength(3);
  });

  it('ends where the server has no further page', async () => {
    gitlab.on('/events', (query: URLSearchParams) => ({ ...pageOf([rawEvent(130)], query), headers: {} }));

    await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(gitlab.takePaths()).toHaveLength(1);
  });

  it('leaves out projects that are not watched', async () => {
    gitlab.on('/events', [
      noteEvent(102, {}, { project_id: FOREIGN_ID }),
      rawEvent(101, { project_id: FOREIGN_ID }),
    ]);

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(reading).toMatchObject({ wakes: [], sightings: [], hasChanged: false, cursor: { id: 102 } });
  });
});

describe('comments', () => {
  it('are shown with their merge request, which is asked for once', async () => {
    gitlab
      .on('/events', [noteEvent(102), noteEvent(101, { body: 'Look, @alice' }), OLD])
      .on('/projects/10/merge_requests/5', rawMergeRequest(5, { author: ALICE }));

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(reading.sightings.map(({ isNews }) => isNews)).toEqual([true, true]);
    expect(subjects(reading)).toMatchObject([
      {
        kind: 'comment',
        id: '101',
        projectId: '10',
        body: 'Look, @alice',
        mentions: ['alice'],
        author: { login: 'bob' },
        thread: null,
        url: 'https://gitlab.example.com/team/app/-/merge_requests/5#note_101',
        on: { kind: 'merge-request', id: '1005', number: '5', title: 'Change 5', author: { login: 'alice' } },
      },
      { id: '102' },
    ]);
    expect(gitlab.takePaths()).toEqual(['/events', '/projects/10/merge_requests/5']);
  });

  it('on a merge request that is known cost nothing more', async () => {
    gitlab
      .on('/projects/10/merge_requests', [rawMergeRequest(5)])
      .on('/projects/10/merge_requests/5/approvals', { approved_by: [] })
      .on('/events', [noteEvent(101), OLD]);
    await gitlab.read({ kind: 'merge-requests', project: APP });
    gitlab.takePaths();

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(subjects(reading)).toMatchObject([{ id: '101', on: { title: 'Change 5' } }]);
    expect(gitlab.takePaths()).toEqual(['/events']);
  });

  it('by the system, on snippets and on merge requests out of sight are left out', async () => {
    gitlab.on('/events', [
      noteEvent(103, { noteable_id: 1006, noteable_iid: 6 }),
      noteEvent(102, { noteable_type: 'Snippet' }),
      noteEvent(101, { system: true }),
      OLD,
    ]);

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(reading).toMatchObject({ sightings: [], dropped: 0, cursor: { id: 103 } });
  });

  it('that are odd are left out and counted', async () => {
    gitlab
      .on('/events', [noteEvent(102), noteEvent(101, { id: null }), OLD])
      .on('/projects/10/merge_requests/5', rawMergeRequest(5));

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(subjects(reading)).toMatchObject([{ id: '102' }]);
    expect(reading.dropped).toBe(1);
  });

  it('are cut, but their mentions are read whole', async () => {
    gitlab
      .on('/events', [noteEvent(101, { body: `${'x'.repeat(1_999)}😀 @alice` }), OLD])
      .on('/projects/10/merge_requests/5', rawMergeRequest(5));

    const [comment] = subjects(await gitlab.read({ kind: 'activity', cursor: CURSOR }));

    expect(comment).toMatchObject({ body: 'x'.repeat(1_999), mentions: ['alice'] });
  });

  it('in a flood are worked off over several reads, none lost', async () => {
    const events = Array.from({ length: 60 }, (_, index) =>
      noteEvent(200 - index, { noteable_id: 2_000 + index, noteable_iid: 500 + index }),
    );
    gitlab.on('/events', [...events, OLD]);
    for (let index = 0; index < 60; index += 1) {
      gitlab.on(`/projects/10/merge_requests/${500 + index}`, rawMergeRequest(5, { id: 2_000 + index }));
    }

    const first = await gitlab.read({ kind: 'activity', cursor: CURSOR });
    const second = await gitlab.read({ kind: 'activity', cursor: first.cursor });

    expect(first.sightings).toHaveLength(40);
    expect([...subjects(first), ...subjects(second)].map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 60 }, (_, index) => 141 + index),
    );
    expect(second.cursor).toMatchObject({ id: 200 });
  });
});

describe('threads', () => {
  const discussion = (id: string, ...notes: readonly object[]) => ({ id, individual_note: false, notes });
  const reply = noteEvent(101, { id: 12, type: 'DiscussionNote' });

  it('are found with those who wrote before', async () => {
    gitlab
      .on('/events', [reply, OLD])
      .on('/projects/10/merge_requests/5', rawMergeRequest(5))
      .on('/projects/10/merge_requests/5/discussions', [
        discussion('other', { id: 9, author: CAROL }),
        discussion(
          'wanted',
          { id: 10, author: ALICE },
          { id: 11, author: CAROL, system: true },
          { id: 12, author: BOB },
          { id: 13, author: CAROL },
        ),
      ]);

    const [comment] = subjects(await gitlab.read({ kind: 'activity', cursor: CURSOR }));

    expect(comment).toMatchObject({ thread: { id: 'wanted', participants: ['alice'] } });
  });

  it('of long talks are looked for from the end', async () => {
    const old = Array.from({ length: 350 }, (_, index) =>
      discussion(`old-${index}`, { id: 1_000 + index, author: CAROL }),
    );
    gitlab
      .on('/events', [reply, OLD])
      .on('/projects/10/merge_requests/5', rawMergeRequest(5))
      .on('/projects/10/merge_requests/5/discussions', [
        ...old,
        discussion('wanted', { id: 12, author: BOB }),
      ]);

    const [comment] = subjects(await gitlab.read({ kind: 'activity', cursor: CURSOR }));

    expect(comment).toMatchObject({ thread: { id: 'wanted', participants: [] } });
    expect(gitlab.requests.slice(2).map(({ query }) => query.get('page'))).toEqual(['1', '4']);
  });

  it.each<[string, object, readonly string[]]>([
    ['a plain comment', noteEvent(101, { id: 12 }), []],
    [
      'a reply of the reader, who only follows them from then on',
      noteEvent(101, { id: 12, type: 'DiscussionNote', author: ALICE }),
      ['/projects/10/merge_requests/5/discussions'],
    ],
  ])('are not needed to place %s', async (_name, event, looks) => {
    gitlab.on('/events', [event, OLD]).on('/projects/10/merge_requests/5', rawMergeRequest(5));

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(subjects(reading)).toMatchObject([{ id: '12', thread: null }]);
    expect(gitlab.takePaths()).toEqual(['/events', '/projects/10/merge_requests/5', ...looks]);
  });

  it('that the server keeps to itself leave the comment as it is', async () => {
    gitlab.on('/events', [reply, OLD]).on('/projects/10/merge_requests/5', rawMergeRequest(5));

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(subjects(reading)).toMatchObject([{ id: '12', thread: null }]);
  });

  it('are no matter of comments that stand alone in a discussion of their own', async () => {
    gitlab
      .on('/events', [noteEvent(101, { id: 12, type: undefined }, { target_type: null }), OLD])
      .on('/projects/10/merge_requests/5', rawMergeRequest(5))
      .on('/projects/10/merge_requests/5/discussions', [
        { id: 'x', individual_note: true, notes: [{ id: 12, author: BOB }] },
      ]);

    const reading = await gitlab.read({ kind: 'activity', cursor: CURSOR });

    expect(subjects(reading)).toMatchObject([{ id: '12', thread: null }]);
  });
});

describe('times', () => {
  it('of the newest event are told', async () => {
    gitlab.on('/events', [rawEvent(101, { created_at: at(4) }), OLD]);

    expect((await gitlab.read({ kind: 'activity', cursor: CURSOR })).newestAt).toEqual(new Date(at(4)));
  });
});
