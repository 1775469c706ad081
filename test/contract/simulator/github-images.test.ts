import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

describe('container packages of the simulated GitHub', () => {
  let github: CheckedGithub;

  beforeEach(async () => {
    github = await startCheckedGithub();
    github.world.addUser('alice');
    for (const path of ['team/web', 'alice/own']) {
      github.world.addProject(path, { members: ['alice'], isPrivate: true });
      github.world.pushImage(path, { image: 'api', tag: 'latest' });
    }
  });

  afterEach(() => github.close());

  it('stand with their owner and name their repository; a tag is on one version alone', async () => {
    const digest = github.world.pushImage('team/web', { image: 'api', tag: 'latest' });
    const alice = github.octokitOf(github.world.addToken('alice', { scopes: ['repo', 'read:packages'] }));
    const org = await alice.rest.packages.listPackagesForOrganization({
      org: 'team',
      package_type: 'container',
    });
    const user = await alice.rest.packages.listPackagesForUser({
      username: 'alice',
      package_type: 'container',
    });
    const wrong = () =>
      alice.rest.packages.listPackagesForOrganization({ org: 'alice', package_type: 'container' });
    const versions = await alice.rest.packages.getAllPackageVersionsForPackageOwnedByOrg({
      org: 'team',
      package_type: 'container',
      package_name: 'web/api',
    });

    expect(org.data.map(({ name, repository }) => [name, repository?.full_name])).toEqual([
      ['web/api', 'team/web'],
    ]);
    expect(user.data.map(({ name }) => name)).toEqual(['own/api']);
    expect(versions.data.map(({ name, metadata }) => [name, metadata?.container?.tags])).toEqual([
      [digest, ['latest']],
      [expect.stringMatching(/^sha256:/), []],
    ]);
    await expect(wrong()).rejects.toMatchObject({ status: 404 });
    expect(github.violations).toEqual([]);
  });

  it('are not for a token without the scope', async () => {
    const alice = github.octokitOf(github.world.addToken('alice'));
    const asked = alice.rest.packages.listPackagesForOrganization({ org: 'team', package_type: 'container' });

    await expect(asked).rejects.toMatchObject({ status: 403 });
  });
});
