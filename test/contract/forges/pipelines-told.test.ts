import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { Reader } from './reader.js';

const APP = 'acme/shop';

const FORGES = {
  gitlab: { start: startGitlab, adapt: createGitlabAdapter, api: '/api/v4' },
  github: { start: startGithub, adapt: createGithubAdapter, api: '/api/v3' },
} as const;

describe.each(['gitlab', 'github'] as const)('pipelines on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: Awaited<ReturnType<(typeof FORGES)[typeof kind]['start']>>;

  beforeEach(async () => {
    clock = new ScriptedClock();
    forge = await FORGES[kind].start({ clock: clock.now });
    for (const login of ['alice', 'bob', 'carol']) forge.world.addUser(login);
    forge.world.addProject(APP, { members: ['alice', 'bob', 'carol'], isPrivate: true });
  });

  afterEach(() => forge.close());

  async function watch(login: string, level: WatchLevel = 'participating'): Promise<Reader> {
    clock.advance(HOUR);
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

  /** What is told of pipelines once something more has happened. */
  async function after(reader: Reader, happen: () => void): Promise<readonly string[]> {
    happen();
    clock.advance(MINUTE);
    return (await reader.read()).filter((told) => told.startsWith('pipeline-'));
  }

  it('of a merge request are its author’s, whoever pushed, and nobody’s else', async () => {
    const { world } = forge;
    const { number } = world.openMergeRequest(APP, {
      author: 'alice',
      title: 'Basket',
      sourceBranch: 'basket',
    });
    const [alice, carol] = [await watch('alice'), await watch('carol')];
    const run = (): void => {
      const { id } = world.startPipeline(APP, { by: 'bob', mergeRequest: number });
      world.finishPipeline(APP, id, 'failed', [{ name: 'unit', stage: 'test' }]);
    };

    expect(await after(alice, run)).toEqual(['pipeline-failed (merge-request-author)']);
    expect(await after(carol, run)).toEqual([]);
  });

  it('that pass on a retry are told as fixed once', async () => {
    const bob = await watch('bob');
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    forge.world.finishPipeline(APP, id, 'failed', [{ name: 'unit', stage: 'test' }]);
    expect(await after(bob, () => undefined)).toEqual(['pipeline-failed (triggered)']);

    const told = await after(bob, () => {
      forge.world.retryPipeline(APP, id, 'bob');
      forge.world.finishPipeline(APP, id, 'success');
    });

    expect(told).toEqual(['pipeline-fixed (triggered)']);
    expect(await after(bob, () => undefined)).toEqual([]);
  });

  it('that were failing before the watch began stay silent', async () => {
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    forge.world.finishPipeline(APP, id, 'failed', [{ name: 'unit', stage: 'test' }]);

    expect(await after(await watch('bob', 'all'), () => undefined)).toEqual([]);
  });
});
