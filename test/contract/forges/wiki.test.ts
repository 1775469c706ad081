import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('the wiki on %s', (kind) => {
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol']);
    write('Home', 'Welcome');
    write('Set up', 'Run make.');
    forge.clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  function write(title: string, text: string, by = 'bob'): void {
    forge.world.writeWikiPage(APP, { by, title, text });
  }

  it('that was there before is first seen in silence', async () => {
    const alice = await forge.watch('alice', 'team');

    expect(await alice.read()).toEqual([]);
  });

  it.each(['forwards', 'backwards'] as const)(
    'is told of to the team, once for each page, and to nobody below (%s)',
    async (order) => {
      const [team, participating] = [await forge.watch('alice', 'team'), await forge.watch('alice')];
      write('Set up', 'Run npm ci.');
      forge.clock.advance(MINUTE);
      write('Set up', 'Run npm ci.\nThen npm test.');
      write('Release', 'Push a tag.');
      forge.world.deleteWikiPage(APP, 'Home', 'bob');

      expect((await team.read(order)).toSorted()).toEqual([
        'wiki-page-created',
        'wiki-page-deleted',
        'wiki-page-edited',
      ]);
      expect(await team.read(order)).toEqual([]);
      expect(await participating.read(order)).toEqual([]);
    },
  );

  it('tells each further edit', async () => {
    const alice = await forge.watch('alice', 'team');
    for (const text of ['One', 'Two', 'One']) {
      write('Home', text);
      forge.clock.advance(MINUTE);

      expect(await alice.read()).toEqual(['wiki-page-edited']);
    }
  });

  it('tells a page that moves as the same page', async () => {
    const alice = await forge.watch('alice', 'team');
    forge.world.renameWikiPage(APP, 'Set up', 'Install', 'bob');

    expect(await alice.read()).toEqual(['wiki-page-renamed']);
  });

  it('tells a page that moves and is edited at once as one edit of the same page', async () => {
    const alice = await forge.watch('alice', 'team');
    write('Set up', 'Run make.\nRun it again.');
    await alice.read();
    forge.clock.advance(MINUTE);
    forge.world.renameWikiPage(APP, 'Set up', 'Install', 'bob');
    write('Install', 'Run make.\nRun it again.\nAnd once more.');

    expect(await alice.read()).toEqual(['wiki-page-renamed']);
    const edits = alice.seen('wiki-page').map(({ edit }) => edit);
    expect(edits.at(-1)).toMatchObject({ formerTitle: 'Set up', diff: { lines: ['+ And once more.'] } });
  });

  it('tells a page that comes back', async () => {
    const alice = await forge.watch('alice', 'team');
    forge.world.deleteWikiPage(APP, 'Home', 'bob');
    await alice.read();
    forge.clock.advance(MINUTE);
    write('Home', 'Welcome back');

    expect(await alice.read()).toEqual(['wiki-page-created']);
  });

  it.each([
    ['participating', []],
    ['team', ['wiki-page-edited']],
  ] as const)(
    'tells who is named in it of that, once, in place of the edit, at %s',
    async (level, others) => {
      const [alice, carol] = [await forge.watch('alice', level), await forge.watch('carol', 'team')];
      write('Set up', 'Run make.\nAsk @alice first.');

      expect(await alice.read()).toEqual(['wiki-mention (mentioned)']);
      expect(await carol.read()).toEqual(['wiki-page-edited']);

      forge.clock.advance(MINUTE);
      write('Set up', 'Run npm ci.\nAsk @alice first, `@alice` says.');
      write('News', 'No news, @alice');

      expect((await alice.read()).toSorted()).toEqual(['wiki-mention (mentioned)', ...others]);
    },
  );

  it('tells nobody what they did themselves', async () => {
    const alice = await forge.watch('alice', 'all');
    write('Home', 'Welcome, all', 'alice');
    write('News', 'None', 'alice');
    forge.world.deleteWikiPage(APP, 'Set up', 'alice');

    expect(await alice.read()).toEqual([]);
  });

  it('that begins while it is watched is told from its first page', async () => {
    const path = APP;
    forge.world.deleteWikiPage(path, 'Home', 'bob');
    forge.world.deleteWikiPage(path, 'Set up', 'bob');
    const alice = await forge.watch('alice', 'team');
    write('Home', 'Welcome');

    expect(await alice.read()).toEqual(['wiki-page-created']);
  });
});
