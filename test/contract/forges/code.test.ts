import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { Reader } from './reader.js';

const APP = 'acme/shop';

interface Running {
  readonly world: ForgeWorld;
  readonly url: string;
  close(): Promise<void>;
}

const FORGES = {
  gitlab: { start: startGitlab, adapt: createGitlabAdapter, api: '/api/v4' },
  github: { start: startGithub, adapt: createGithubAdapter, api: '/api/v3' },
} as const;

describe.each(['gitlab', 'github'] as const)('code on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: Running;

  beforeEach(async () => {
    clock = new ScriptedClock();
    forge = await FORGES[kind].start({ clock: clock.now });
    for (const login of ['alice', 'bob']) forge.world.addUser(login);
    forge.world.addProject(APP, { members: ['alice', 'bob'], isPrivate: true });
    forge.world.push(APP, { by: 'bob', branch: 'main' });
    forge.world.publishRelease(APP, { tag: 'v1', by: 'bob' });
    clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  async function watch(login: string, level: WatchLevel): Promise<Reader> {
    const reader = await Reader.start({
      adapter: FORGES[kind].adapt({ logger: createMemoryLogger() }),
      forge: { kind, url: forge.url, apiUrl: `${forge.url}${FORGES[kind].api}` },
      token: forge.world.addToken(login),
      path: APP,
      level,
      now: clock.now,
    });
    clock.advance(MINUTE);
    return reader;
  }

  it('that was there before is first seen in silence', async () => {
    const alice = await watch('alice', 'all');

    expect(await alice.read()).toEqual([]);
  });

  it.each(['forwards', 'backwards'] as const)(
    'tells a release once to the team, and its tag besides to those who want all (%s)',
    async (order) => {
      const [team, all] = [await watch('alice', 'team'), await watch('alice', 'all')];
      const participating = await watch('alice', 'participating');
      forge.world.publishRelease(APP, { tag: 'v2', by: 'bob', files: ['shop.zip'] });

      expect(await team.read(order)).toEqual(['release-published']);
      expect((await all.read(order)).toSorted()).toEqual(['release-published', 'tag-created']);
      expect(await participating.read(order)).toEqual([]);
      clock.advance(MINUTE);
      forge.world.renameRelease(APP, 'v2', 'The second');
      expect([...(await team.read(order)), ...(await all.read(order))]).toEqual([]);
    },
  );

  it('tells what is done to branches to those who want all', async () => {
    const [team, all] = [await watch('alice', 'team'), await watch('alice', 'all')];
    forge.world.push(APP, { by: 'bob', branch: 'main', commits: ['One', 'Two'] });
    forge.world.push(APP, { by: 'bob', branch: 'topic' });
    forge.world.deleteBranch(APP, 'topic', 'bob');

    expect(await all.read()).toEqual(['branch-pushed', 'branch-created', 'branch-deleted']);
    expect(await all.read()).toEqual([]);
    expect(await team.read()).toEqual([]);
  });

  it('tells nobody what they pushed or released themselves', async () => {
    const bob = await watch('bob', 'all');
    forge.world.push(APP, { by: 'bob', branch: 'main' });
    forge.world.push(APP, { by: 'bob', branch: 'topic' });
    forge.world.publishRelease(APP, { tag: 'v2', by: 'bob' });

    // GitHub does not say who made a tag.
    expect(await bob.read()).toEqual(kind === 'github' ? ['tag-created'] : []);
  });

  it('tells that a tag has moved, not that it is gone', async () => {
    const alice = await watch('alice', 'all');
    forge.world.push(APP, { by: 'bob', branch: 'main' });
    await alice.read();
    clock.advance(MINUTE);
    forge.world.pushTag(APP, 'v1', 'bob');
    const moved = await alice.read();
    clock.advance(MINUTE);
    forge.world.deleteTag(APP, 'v1', 'bob');

    expect(moved).toEqual(['tag-moved']);
    expect(await alice.read()).toEqual([]);
  });

  it('tells a merge as a push to its target', async () => {
    const alice = await watch('alice', 'all');
    const { number } = forge.world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Add',
      sourceBranch: 'add',
    });
    forge.world.merge(APP, number, 'bob');

    expect(await alice.read()).toEqual(expect.arrayContaining(['branch-created', 'branch-pushed']));
  });
});
