import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compareNames, hasContracts, openApi, validators } from './gitlab-contracts.js';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const LIST = '/projects/team%2Fapp/registry/repositories';

describe('the registry of the simulated GitLab', () => {
  let scene: GitlabScene;

  beforeEach(async () => {
    scene = await gitlabScene();
  });

  afterEach(() => scene.close());

  it('tells names in lists, and digests one by one', async () => {
    const first = scene.world.pushImage('team/app', { image: 'api', tag: 'latest' });
    scene.world.pushImage('team/app', { image: 'api', tag: '1.0.0', digest: first });
    const second = scene.world.pushImage('team/app', { image: 'api', tag: 'latest' });

    const [repository] = rows(await scene.ask(`${LIST}?tags_count=true`));
    const tags = `${LIST}/${String(repository?.['id'])}/tags`;
    const names = rows(await scene.ask(tags)).map(({ name }) => name);
    const latest = one(await scene.ask(`${tags}/latest`));
    const version = one(await scene.ask(`${tags}/1.0.0`));

    expect(repository).toMatchObject({ path: 'team/app/api', tags_count: 2 });
    expect(names).toEqual(['1.0.0', 'latest']);
    expect([latest['digest'], version['digest']]).toEqual([second, first]);
    expect(first).not.toBe(second);
  });

  (hasContracts ? it : it.skip)(
    'has the names of the specification and what the schema requires',
    async () => {
      scene.world.pushImage('team/app', { image: 'api', tag: 'latest' });
      const [repository] = rows(await scene.ask(`${LIST}?tags_count=true`));
      const tags = `${LIST}/${String(repository?.['id'])}/tags`;
      const [tag] = rows(await scene.ask(tags));
      const details = one(await scene.ask(`${tags}/latest`));
      const validate = validators()('registry/repository.json');

      validate(repository);

      expect(validate.errors ?? []).toEqual([]);
      const compared = [
        compareNames(openApi(), 'API_Entities_ContainerRegistry_Repository', repository ?? {}),
        compareNames(openApi(), 'API_Entities_ContainerRegistry_Tag', tag ?? {}),
        compareNames(openApi(), 'API_Entities_ContainerRegistry_TagDetails', details),
      ];
      expect(compared.flatMap(({ odd }) => odd)).toEqual([]);
      expect(compared.slice(1).flatMap(({ absent }) => absent)).toEqual([]);
    },
  );

  it('may be missing', async () => {
    scene.world.removeRegistry('team/app');

    expect((await scene.ask(LIST)).status).toBe(404);
  });
});
