import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../../src/domain/time.js';
import { APP, startWatchedForge, type WatchedForge } from '../watched-forge.js';

describe('the wiki of a GitLab group', () => {
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge('gitlab', ['alice', 'bob']);
    write('Home', 'Welcome');
    write('Set up', 'Run make.');
    forge.clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  function write(title: string, text: string): void {
    forge.world.writeWikiPage('acme', { by: 'bob', title, text });
  }

  it.each(['forwards', 'backwards'] as const)(
    'is told of to the team of a project in it, and to nobody below (%s)',
    async (order) => {
      const [team, participating] = [await forge.watch('alice', 'team'), await forge.watch('alice')];
      write('Set up', 'Run npm ci.');
      write('Release', 'Push a tag.');
      forge.world.deleteWikiPage('acme', 'Home', 'bob');

      expect((await team.read(order)).toSorted()).toEqual([
        'wiki-page-created',
        'wiki-page-deleted',
        'wiki-page-edited',
      ]);
      expect(await team.read(order)).toEqual([]);
      expect(await participating.read(order)).toEqual([]);
    },
  );

  it('is told of each time, also where something is done again that was undone', async () => {
    const alice = await forge.watch('alice', 'team');
    for (const text of ['One', 'Two', 'One', 'Two']) {
      write('Home', text);
      forge.clock.advance(MINUTE);

      expect(await alice.read()).toEqual(['wiki-page-edited']);
    }
  });

  it('is not taken for that of a project, in which a page has the same name', async () => {
    const alice = await forge.watch('alice', 'team');
    write('Set up', 'Run npm ci.');
    forge.world.writeWikiPage(APP, { by: 'bob', title: 'Set up', text: 'Run npm ci.' });

    expect((await alice.read()).toSorted()).toEqual(['wiki-page-created', 'wiki-page-edited']);
  });
});
