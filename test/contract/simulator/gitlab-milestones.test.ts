import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { absentFrom, shapeOf } from './entity-shape.js';
import { hasContracts, recorded, validators } from './gitlab-contracts.js';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const PROJECT = '/projects/team%2Fapp';

describe('milestones of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
    const { world } = scene;
    const issues = ['One', 'Two'].map(
      (title) => world.openIssue('team/app', { author: 'ann', title }).number,
    );
    world.closeIssue('team/app', issues[0] ?? 0, 'ann');
    world.planMilestone('team/app', { by: 'ann', title: '1.0', dueOn: '2026-03-10', issues });
    world.openIssue('team/app', { author: 'ann', title: 'Besides' });
  });

  afterEach(() => scene.close());

  it('are listed with their dates, and their issues are counted by their title', async () => {
    const [milestone] = rows(await scene.ask(`${PROJECT}/milestones?state=active`));
    const counted = one(await scene.ask(`${PROJECT}/issues_statistics?milestone=1.0`));
    const all = one(await scene.ask(`${PROJECT}/issues_statistics`));

    expect(milestone).toMatchObject({ title: '1.0', due_date: '2026-03-10', expired: false });
    expect(counted).toEqual({ statistics: { counts: { all: 2, closed: 1, opened: 1 } } });
    expect(all).toEqual({ statistics: { counts: { all: 3, closed: 1, opened: 2 } } });
    expect(rows(await scene.ask(`${PROJECT}/milestones?state=closed`))).toEqual([]);
  });

  it('of a group are shown with those of its projects where that is asked for, by either name', async () => {
    const { world } = scene;
    const planned = { by: 'ann', title: 'Q1', dueOn: '2026-03-31', issues: [1], issuesOf: 'team/app' };
    world.planMilestone('team', planned);
    const titles = async (query: string): Promise<readonly unknown[]> =>
      rows(await scene.ask(`${PROJECT}/milestones${query}`)).map(({ title }) => title);

    expect(await titles('')).toEqual(['1.0']);
    expect(await titles('?include_ancestors=true')).toEqual(['1.0', 'Q1']);
    expect(await titles('?include_parent_milestones=true')).toEqual(['1.0', 'Q1']);
    const both = await scene.ask(
      `${PROJECT}/milestones?include_ancestors=true&include_parent_milestones=true`,
    );
    expect(both.status).toBe(400);
    const [, shown] = rows(await scene.ask(`${PROJECT}/milestones?include_ancestors=true`));
    expect(shown).not.toHaveProperty('project_id');
    expect(shown?.['web_url']).toMatch(/\/groups\/team\/-\/milestones\/1$/);
    expect(one(await scene.ask('/groups/team/issues_statistics?milestone=Q1'))).toMatchObject({
      statistics: { counts: { all: 1, closed: 1 } },
    });
  });

  (hasContracts ? it : it.skip)('have what the schema requires and the recording has', async () => {
    const [milestone] = rows(await scene.ask(`${PROJECT}/milestones`));
    const validate = validators()('public_api/v4/milestone.json');

    validate({ ...milestone, due_date: null });

    expect(validate.errors ?? []).toEqual([]);
    expect(absentFrom(shapeOf([milestone ?? {}]), shapeOf([recorded('milestone')]))).toEqual([]);
  });
});
