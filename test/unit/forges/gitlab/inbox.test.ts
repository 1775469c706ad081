import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeGitlab } from './fake-gitlab.js';
import { at, FOREIGN_ID, rawMergeRequest, rawTodo } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

async function baseline() {
  gitlab.on('/todos', [rawTodo(7, { updated_at: at(0) })]);
  return (await gitlab.read({ kind: 'inbox' })).cursor;
}

const mine = { kind: 'merge-requests', projectId: null } as const;
const groupWikis = { kind: 'group-wikis', projectId: null } as const;
const pulse = { kind: 'pulse', projectId: '10' } as const;

describe('the inbox', () => {
  it('is silent at first sight, with one request', async () => {
    gitlab.on('/todos', [rawTodo(7, { action_name: 'mentioned' }), rawTodo(6)]);

    const reading = await gitlab.read({ kind: 'inbox' });

    expect(reading).toMatchObject({
      sightings: [],
      wakes: [],
      hasChanged: false,
      isRunning: false,
      dropped: 0,
    });
    expect(reading.serverTime).toEqual(new Date(at(0)));
    expect(gitlab.requests.map(({ query }) => query.toString())).toEqual([
      'state=pending&per_page=50&page=1',
    ]);
  });

  it('is idle with one request while nothing new is there', async () => {
    const cursor = await baseline();
    gitlab.takePaths();

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading).toMatchObject({ sightings: [], wakes: [], hasChanged: false, cursor });
    expect(gitlab.takePaths()).toEqual(['/todos']);
  });

  it.each([
    ['review_requested', [mine, pulse]],
    ['assigned', [mine, pulse]],
    ['approval_required', [mine, pulse]],
    ['unmergeable', [mine, pulse]],
    ['something_of_next_year', [mine, pulse]],
    ['build_failed', [{ kind: 'pipelines', projectId: '10' }]],
  ])('wakes the feeds that hold the truth behind %s', async (action_name, wakes) => {
    const cursor = await baseline();
    gitlab.on('/todos', [rawTodo(8, { action_name }), rawTodo(7)]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading).toMatchObject({ wakes, hasChanged: true, sightings: [] });
  });

  it.each([
    ['a project', { id: 10 }, [{ kind: 'wiki', projectId: '10' }, groupWikis]],
    ['a group, which is in no project', null, [groupWikis]],
    ['a project that nobody watches', { id: FOREIGN_ID }, []],
  ])('wakes the wikis that a to-do item may be about: of %s', async (_name, project, wakes) => {
    const cursor = await baseline();
    const page = { target_type: 'WikiPage::Meta', action_name: 'mentioned', target: { id: 3 }, project };
    gitlab.on('/todos', [rawTodo(8, page), rawTodo(7)]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading).toMatchObject({ sightings: [] });
    expect(reading.wakes).toEqual(wakes);
  });

  it('notices an item that repeats itself under its old id', async () => {
    const cursor = await baseline();
    gitlab.on('/todos', [rawTodo(7, { updated_at: at(3) })]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading.wakes).toEqual([mine, pulse]);
    expect(reading.newestAt).toEqual(new Date(at(3)));
  });

  it('says each wake once', async () => {
    const cursor = await baseline();
    gitlab.on('/todos', [rawTodo(9), rawTodo(8, { action_name: 'assigned' }), rawTodo(7)]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading.wakes).toHaveLength(2);
  });

  it('leaves out what is not about a merge request or an issue of a watched project', async () => {
    const cursor = await baseline();
    gitlab.on('/todos', [
      rawTodo(10, { project: { id: FOREIGN_ID } }),
      rawTodo(9, { project: null, target_type: 'Namespace', target: {} }),
      rawTodo(8, { target_type: 'Commit', action_name: 'mentioned' }),
    ]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading).toMatchObject({ wakes: [], sightings: [], cursor: { id: 10 } });
  });

  it('shows a merge request whose description mentions the reader, with the verdicts on it', async () => {
    const cursor = await baseline();
    const target = rawMergeRequest(5, { description: 'ping @alice', updated_at: at(2) });
    gitlab
      .on('/todos', [rawTodo(8, { action_name: 'directly_addressed', target })])
      .on('/projects/10/merge_requests/5/approvals', { approved_by: [] });

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading.wakes).toEqual([{ kind: 'activity', projectId: null }, pulse]);
    expect(reading.sightings).toMatchObject([{ isNews: true, subject: { id: '1005', mentions: ['alice'] } }]);
  });

  it.each([
    ['after the reader was asked', at(3), [{ isNews: true, wasOpen: true, subject: { id: '1005' } }]],
    ['before', at(1), []],
  ])('shows a merge request that ended %s', async (_when, merged_at, sightings) => {
    const cursor = await baseline();
    const target = rawMergeRequest(5, { state: 'merged', merged_at });
    gitlab
      .on('/todos', [rawTodo(8, { target, created_at: at(2) })])
      .on('/projects/10/merge_requests/5/approvals', { approved_by: [] });

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading.sightings).toMatchObject(sightings);
  });

  it('shows a comment that names the reader, which the activity need not show', async () => {
    const cursor = await baseline();
    const target_url = 'https://gitlab.example.com/team/app/-/merge_requests/5#note_12';
    const todo = {
      action_name: 'mentioned',
      target_url,
      body: 'ping @Alice',
      created_at: at(2),
      updated_at: at(2),
    };
    gitlab.on('/todos', [rawTodo(8, todo)]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading.wakes).toContainEqual({ kind: 'activity', projectId: null });
    expect(reading.sightings).toMatchObject([
      {
        isNews: true,
        subject: {
          kind: 'comment',
          id: '12',
          projectId: '10',
          on: { id: '1005', number: '5', title: 'Change 5' },
          author: { login: 'bob' },
          body: 'ping @Alice',
          mentions: ['alice'],
          url: target_url,
          createdAt: at(2),
        },
      },
    ]);
  });

  it('leaves a comment that mentions a group to the activity feed', async () => {
    const cursor = await baseline();
    const target_url = 'https://gitlab.example.com/team/app/-/merge_requests/5#note_12';
    gitlab.on('/todos', [rawTodo(8, { action_name: 'mentioned', target_url, body: 'ping @team' })]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading).toMatchObject({ wakes: [{ kind: 'activity', projectId: null }, pulse], sightings: [] });
  });

  it('goes on to the next page only while all on a page is new', async () => {
    const cursor = await baseline();
    const rows = Array.from({ length: 70 }, (_, index) => rawTodo(77 - index));
    gitlab.on('/todos', rows).takePaths();

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading.cursor).toMatchObject({ id: 77 });
    expect(gitlab.takePaths()).toEqual(['/todos', '/todos']);
  });

  it('leaves out odd items, counts them and says once where the first was odd', async () => {
    const cursor = await baseline();
    gitlab.on('/todos', [rawTodo(9, { created_at: 'now' }), 'nonsense', rawTodo(8), rawTodo(7)]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading).toMatchObject({ dropped: 2, wakes: [mine, pulse] });
    expect(gitlab.warnings).toMatchObject([
      { fields: { feed: 'inbox', count: 2, sample: 'created_at: custom' } },
    ]);
  });

  it('starts anew from a cursor that it cannot read', async () => {
    gitlab.on('/todos', [rawTodo(8)]);

    const reading = await gitlab.read({ kind: 'inbox', cursor: { id: 'x' } });

    expect(reading).toMatchObject({ wakes: [], sightings: [], cursor: { id: 8 } });
  });

  it.each([
    [
      'the first item of a description, which may come late, proves no naming anew',
      'review_requested',
      undefined,
    ],
    ['an item about what was named at first sight proves a naming anew', 'directly_addressed', at(9)],
  ])('%s', async (_case, earlier, namedAt) => {
    gitlab.on('/todos', [rawTodo(7, { action_name: earlier })]);
    const { cursor } = await gitlab.read({ kind: 'inbox' });
    const item = rawTodo(8, { action_name: 'mentioned', created_at: at(9), updated_at: at(9) });
    gitlab.on('/todos', [item, rawTodo(7)]);

    const reading = await gitlab.read({ kind: 'inbox', cursor });

    expect(reading.sightings).toHaveLength(1);
    expect(reading.sightings[0]?.namedAt).toBe(namedAt);
  });

  it('an item after another about the same description proves a naming anew', async () => {
    const cursor = await baseline();
    const target = rawMergeRequest(5, { updated_at: at(9) });
    gitlab.on('/todos', [rawTodo(8, { action_name: 'mentioned', created_at: at(3), updated_at: at(3) })]);
    const first = await gitlab.read({ kind: 'inbox', cursor });
    gitlab.on('/todos', [
      rawTodo(9, { action_name: 'mentioned', target, created_at: at(9), updated_at: at(9) }),
    ]);

    const second = await gitlab.read({ kind: 'inbox', cursor: first.cursor });

    expect([first, second].map(({ sightings }) => sightings[0]?.namedAt)).toEqual([undefined, at(9)]);
  });
});
