import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const LIST = '/projects/team%2Fapp/deployments';

describe('deployments of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
  });

  afterEach(() => scene.close());

  const deploy = (environment: string): number => {
    const id = scene.world.startDeployment('team/app', { by: 'ann', environment });
    scene.clock.advance(1_000);
    return id;
  };

  it('are listed the oldest first, or by their last change', async () => {
    const [first, second] = [deploy('staging'), deploy('production')];
    const since = scene.clock.now().toISOString();
    scene.world.endDeployment('team/app', first, 'success');

    const plain = rows(await scene.ask(LIST));
    const moved = rows(await scene.ask(`${LIST}?order_by=updated_at&sort=desc`));
    const late = rows(await scene.ask(`${LIST}?order_by=updated_at&updated_after=${since}`));
    const odd = await scene.ask(`${LIST}?updated_after=${since}`);

    expect(plain.map(({ id, status }) => [id, status])).toEqual([
      [first, 'success'],
      [second, 'running'],
    ]);
    expect(moved.map(({ id }) => id)).toEqual([first, second]);
    expect(late.map(({ id }) => id)).toEqual([first]);
    expect(odd.status).toBe(400);
  });

  it('wait for approval, are canceled, and go to an environment that has a tier', async () => {
    const [blocked, canceled] = [deploy('live'), deploy('live')];
    scene.world.blockDeployment('team/app', blocked);
    scene.world.endDeployment('team/app', canceled, 'canceled');
    scene.world.setTier('team/app', 'live', 'production');

    const [waiting, ended] = rows(await scene.ask(LIST));
    const { id } = waiting?.['environment'] as { id: number };
    const environment = one(await scene.ask(`/projects/team%2Fapp/environments/${id}`));

    expect([waiting?.['status'], ended?.['status']]).toEqual(['blocked', 'canceled']);
    expect(environment).toMatchObject({ name: 'live', tier: 'production' });
  });

  it('are not for guests', async () => {
    scene.world.addMember('team/app', 'eve', 10);

    expect((await scene.ask(LIST, { token: scene.world.addToken('eve') })).status).toBe(403);
  });
});
