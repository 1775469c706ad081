import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import type { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('documents on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob']);
    clock = forge.clock;
    forge.world.push(APP, { by: 'bob', branch: 'main', files: [{ path: 'README.md' }] });
    clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  const watch = (login: string, level: WatchLevel): Promise<Reader> => forge.watch(login, level);

  const push = (path: string, by = 'bob', branch = 'main'): void => {
    forge.world.push(APP, { by, branch, files: [{ path }] });
    clock.advance(MINUTE);
  };

  it('that changed before are first seen in silence', async () => {
    const alice = await watch('alice', 'team');

    expect(await alice.read()).toEqual([]);
  });

  it('are told once to the team when they change on the default branch', async () => {
    const [team, participating] = [await watch('alice', 'team'), await watch('alice', 'participating')];
    push('docs/setup.md');

    expect(await team.read()).toEqual(['documents-changed']);
    expect(await team.read()).toEqual([]);
    expect(await participating.read()).toEqual([]);
  });

  it.each([
    ['participating', []],
    ['team', ['documents-changed']],
  ] as const)(
    'tell who is newly named in them of that, in place of the change, at %s',
    async (level, others) => {
      const alice = await watch('alice', level);
      const change = (path: string, patch: string): void => {
        forge.world.push(APP, { by: 'bob', branch: 'main', files: [{ path, patch }] });
        clock.advance(MINUTE);
      };

      change('docs/team.md', '@@ -1 +1,2 @@\n # Team\n+Ask @alice.');
      expect(await alice.read()).toEqual(['document-mention (mentioned)']);

      change('docs/team.md', '@@ -1,2 +1,2 @@\n # Team\n-Ask @alice.\n+Ask @alice, please.');
      change('docs/team.md', '@@ -1 +1,2 @@\n # Team\n+Mail a@alice.example or `@alice`.');
      expect(await alice.read()).toEqual(others);

      change('src/team.ts', '@@ -1 +1,2 @@\n // Team\n+// @alice');
      expect(await alice.read()).toEqual([]);
    },
  );

  it('bring the first words of a file that a filter asks for by its path', async () => {
    const filter = { ...emptyFilter('team'), include: [{ field: 'path', pattern: 'api/**' }] } as const;
    const alice = await forge.watchBy('alice', filter);
    const patch = '@@ -1 +1,2 @@\n openapi: 3\n+paths: {}';
    forge.world.push(APP, {
      by: 'bob',
      branch: 'main',
      files: [{ path: 'README.md' }, { path: 'src/main.ts' }, { path: 'api/shop.yaml', patch }],
    });
    clock.advance(MINUTE);

    expect(await alice.read()).toEqual(['documents-changed']);
    expect(alice.seen('document-change')).toMatchObject([
      { excerpt: { path: 'README.md' }, excerpts: [{ path: 'api/shop.yaml', text: '+paths: {}' }] },
    ]);
  });

  const NAMES_ALICE = '@@ -1 +1,2 @@\n # Team\n+Ask @alice.';

  it.each([
    ['team', 'only', 'handbook/**', 'handbook/team.md', ['document-mention (mentioned)']],
    ['participating', 'only', 'handbook/**', 'handbook/team.md', ['document-mention (mentioned)']],
    ['team', 'only', 'README*', 'docs/team.md', ['documents-changed']],
    ['participating', 'only', 'README*', 'docs/team.md', []],
    ['team', 'not', 'docs/generated/**', 'docs/generated/team.md', ['documents-changed']],
    ['participating', 'not', 'docs/generated/**', 'docs/generated/team.md', []],
  ] as const)(
    'name the reader to a watch with base:%s and %s path:%s by its own files alone, here in %s',
    async (...[base, word, pattern, page, told]) => {
      const rules = { [word === 'only' ? 'include' : 'exclude']: [{ field: 'path', pattern }] };
      const alice = await forge.watchBy('alice', { ...emptyFilter(base), ...rules });
      const files = [{ path: 'README.md' }, { path: page, patch: NAMES_ALICE }];
      forge.world.push(APP, { by: 'bob', branch: 'main', files });
      clock.advance(MINUTE);

      expect(await alice.read()).toEqual(told);
      expect(await alice.read()).toEqual([]);
    },
  );

  it('bring the first words of the file that names somebody', async () => {
    const alice = await watch('alice', 'team');
    const files = [{ path: 'CHANGELOG.md' }, { path: 'docs/team.md', patch: NAMES_ALICE }];
    forge.world.push(APP, { by: 'bob', branch: 'main', files });
    clock.advance(MINUTE);

    expect(await alice.read()).toEqual(['document-mention (mentioned)']);
    expect(alice.seen('document-change')).toMatchObject([
      {
        namedIn: [{ path: 'docs/team.md', names: ['alice'] }],
        excerpts: [{ path: 'docs/team.md', text: '+Ask @alice.' }],
      },
    ]);
  });

  it('are told with all files of a push in one message', async () => {
    const alice = await watch('alice', 'team');
    forge.world.push(APP, {
      by: 'bob',
      branch: 'main',
      commits: ['One', 'Two'],
      files: [
        { path: 'docs/new.md', status: 'added' },
        { path: 'docs/b.md', status: 'renamed', from: 'docs/a.md' },
        { path: 'CHANGELOG.md', status: 'removed' },
      ],
    });

    expect(await alice.read()).toEqual(['documents-changed']);
  });

  it('are told for a merge, not for what happens on other branches', async () => {
    const alice = await watch('alice', 'team');
    const { number } = forge.world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Write docs',
      sourceBranch: 'docs',
    });
    forge.world.pushCommit(APP, number, 'bob', [{ path: 'docs/setup.md' }]);
    const before = await alice.read();
    clock.advance(MINUTE);
    forge.world.merge(APP, number, 'alice');

    expect(before).toEqual([]);
    expect(await alice.read()).toContain('documents-changed');
  });

  it('are no news to the one who changed them, also by a merge', async () => {
    const bob = await watch('bob', 'team');
    push('docs/setup.md');
    const pushed = await bob.read();
    const { number } = forge.world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Write docs',
      sourceBranch: 'docs',
    });
    forge.world.pushCommit(APP, number, 'bob', [{ path: 'docs/setup.md' }]);
    forge.world.merge(APP, number, 'alice');

    expect(pushed).toEqual([]);
    expect(await bob.read()).not.toContain('documents-changed');
  });

  it('are news to either of two who changed them between two looks', async () => {
    const bob = await watch('bob', 'team');
    push('docs/setup.md', 'alice');
    push('docs/other.md', 'bob');

    expect(await bob.read()).toEqual(['documents-changed']);
  });

  it('are none among other files', async () => {
    const [team, all] = [await watch('alice', 'team'), await watch('alice', 'all')];
    push('src/main.ts');

    expect(await team.read()).toEqual([]);
    expect(await all.read()).toEqual(['branch-pushed']);
  });

  it('are told when history was rewritten, and go on from there', async () => {
    const alice = await watch('alice', 'team');
    forge.world.push(APP, {
      by: 'bob',
      branch: 'main',
      isForced: true,
      files: [{ path: 'README.md' }],
    });

    expect(await alice.read()).toEqual(['documents-changed']);
    expect(await alice.read()).toEqual([]);
    push('README.md');
    expect(await alice.read()).toEqual(['documents-changed']);
  });
});
