import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

const REPO = { owner: 'team', repo: 'web' };

describe('deployments of the simulated GitHub', () => {
  let github: CheckedGithub;

  beforeEach(async () => {
    github = await startCheckedGithub();
    github.world.addUser('alice');
    github.world.addProject('team/web', { members: ['alice'], isPrivate: true });
  });

  afterEach(() => github.close());

  it('are listed the newest first, and so are their statuses; a success makes the one before inactive', async () => {
    const { world } = github;
    const alice = github.octokitOf(world.addToken('alice'));
    const ids = [1, 2].map(() => {
      const id = world.startDeployment('team/web', { by: 'alice', environment: 'production' });
      world.endDeployment('team/web', id, 'success');
      return id;
    });
    const failed = world.startDeployment('team/web', { by: 'alice', environment: 'staging' });
    world.endDeployment('team/web', failed, 'failed');
    const givenUp = world.startDeployment('team/web', { by: 'alice', environment: 'staging' });
    world.endDeployment('team/web', givenUp, 'canceled');

    const { data } = await alice.rest.repos.listDeployments(REPO);
    const statesOf = async (deployment_id: number): Promise<readonly string[]> => {
      const statuses = await alice.rest.repos.listDeploymentStatuses({ ...REPO, deployment_id });
      return statuses.data.map(({ state }) => state);
    };

    expect(data.map(({ id, production_environment }) => [id, production_environment])).toEqual([
      [givenUp, false],
      [failed, false],
      [ids[1], true],
      [ids[0], true],
    ]);
    expect(await statesOf(ids[0] ?? 0)).toEqual(['inactive', 'success', 'in_progress']);
    expect(await statesOf(ids[1] ?? 0)).toEqual(['success', 'in_progress']);
    expect(await statesOf(failed)).toEqual(['failure', 'in_progress']);
    expect(await statesOf(givenUp)).toEqual(['inactive', 'in_progress']);
    expect(github.violations).toEqual([]);
  });
});
