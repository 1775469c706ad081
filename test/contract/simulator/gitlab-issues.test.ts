import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const ISSUES = '/projects/team%2Fapp/issues';

describe('issues of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
    scene.world.openIssue('team/app', { author: 'ann', title: 'One', assignees: ['bob'] });
    scene.clock.advance(2 * MINUTE);
  });

  afterEach(() => scene.close());

  const asBob = (path: string) => scene.ask(path, { token: scene.bob });

  it.each<[string, () => unknown]>([
    ['a comment', () => scene.world.commentIssue('team/app', 1, 'bob', 'Hm')],
    ['an assignment', () => scene.world.assignIssue('team/app', 1, 'ann', 'ann')],
    ['its end', () => scene.world.unassignIssue('team/app', 1, 'bob', 'ann')],
    ['a description', () => scene.world.editIssue('team/app', 1, 'More', 'ann')],
    ['closing', () => scene.world.closeIssue('team/app', 1, 'ann')],
    ['a due date', () => scene.world.setDueDate('team/app', 1, '2026-03-09')],
  ])('%s counts as an update', async (_what, act) => {
    act();

    const since = scene.clock.now().toISOString();
    expect(one(await scene.ask(`${ISSUES}/1`))['updated_at']).toBe(since);
    expect(rows(await scene.ask(`${ISSUES}?updated_after=${since}`))).toHaveLength(1);
  });

  it('a comment within a minute after an update does not count as another', async () => {
    scene.world.commentIssue('team/app', 1, 'bob', 'Hm');
    const since = scene.clock.now().toISOString();
    scene.clock.advance(MINUTE);
    scene.world.commentIssue('team/app', 1, 'bob', 'Hm');

    expect(one(await scene.ask(`${ISSUES}/1`))['updated_at']).toBe(since);
  });

  it('are listed by person, whatever their project', async () => {
    const numbers = async (path: string) => rows(await scene.ask(path)).map(({ iid }) => iid);

    expect(await numbers(`/issues?scope=all&assignee_id=${scene.ids.bob}&state=opened`)).toEqual([1]);
    expect(await numbers('/issues?scope=all&author_username=bob')).toEqual([]);
    expect(await numbers('/issues')).toEqual([1]);
    expect(await numbers(`${ISSUES}?iids[]=1&iids[]=9`)).toEqual([1]);
  });

  it('make to-do items for whom they are assigned to or mention, and events for all', async () => {
    scene.world.commentIssue('team/app', 1, 'ann', 'Could you, @bob?');
    scene.world.closeIssue('team/app', 1, 'ann');
    scene.world.reopenIssue('team/app', 1, 'ann');

    const todos = rows(await asBob('/todos?type=Issue'));
    const events = rows(await asBob('/events?scope=all'));

    expect(todos.map(({ action_name, target_type }) => [action_name, target_type])).toEqual([
      ['mentioned', 'Issue'],
      ['assigned', 'Issue'],
    ]);
    expect(todos[0]?.['target_url']).toMatch(/\/team\/app\/-\/issues\/1#note_\d+$/);
    expect(events.slice(0, 4).map(({ action_name, target_type }) => [action_name, target_type])).toEqual([
      ['opened', 'Issue'],
      ['closed', 'Issue'],
      ['commented on', 'Note'],
      ['opened', 'Issue'],
    ]);
  });

  it('are opened, changed and closed over the API by those who may', async () => {
    const body = { title: 'Two', assignee_ids: [scene.ids.bob], due_date: '2026-03-09' };

    const opened = await scene.ask(ISSUES, { method: 'POST', body });
    const closed = await scene.ask(`${ISSUES}/2`, { method: 'PUT', body: { state_event: 'close' } });
    const stranger = { token: scene.world.addToken('eve'), method: 'PUT', body: { title: 'Mine' } };

    expect(opened).toMatchObject({ status: 201, json: { iid: 2, due_date: '2026-03-09' } });
    expect(closed.json).toMatchObject({ state: 'closed', closed_by: { username: 'ann' } });
    expect((await scene.ask(`${ISSUES}/2`, stranger)).status).toBe(404);
  });
});
