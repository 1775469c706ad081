import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ForgeAdapter, ForgeSession, ProjectWish } from '../../../src/domain/ports/forge-adapter.js';
import { Secret } from '../../../src/domain/secret.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { RecordingGate } from '../../unit/forges/http/recording-gate.js';

const FORGES = {
  gitlab: { start: startGitlab, adapt: createGitlabAdapter, api: '/api/v4' },
  github: { start: startGithub, adapt: createGithubAdapter, api: '/api/v3' },
} as const;

describe.each(['gitlab', 'github'] as const)('the projects of a person on %s', (kind) => {
  let world: ForgeWorld;
  let close: () => Promise<void>;
  let adapter: ForgeAdapter;
  let session: ForgeSession;

  beforeEach(async () => {
    const clock = new ScriptedClock();
    const { start, adapt, api } = FORGES[kind];
    const running = await start({ clock: clock.now });
    ({ world, close } = running);
    for (const login of ['ann', 'bob']) world.addUser(login);
    for (const path of ['acme/old', 'acme/shop', 'tools/Shopping-list', 'acme/new']) {
      clock.advance(60_000);
      world.addProject(path, { members: ['ann'], isPrivate: true });
    }
    world.addProject('bob/open', { members: ['bob'], isPrivate: false });
    adapter = adapt({ logger: createMemoryLogger() });
    session = {
      forge: { kind, url: running.url, apiUrl: `${running.url}${api}` },
      secret: new Secret(world.addToken('ann')),
      gate: new RecordingGate(),
      signal: new AbortController().signal,
    };
  });

  afterEach(() => close());

  async function list(wish?: ProjectWish): Promise<readonly string[]> {
    return (await adapter.listProjects(session, 1, wish)).projects.map(({ path }) => path);
  }

  it('are those that the person belongs to, the most recently active first', async () => {
    expect(await list()).toEqual(['acme/new', 'tools/Shopping-list', 'acme/shop', 'acme/old']);
  });

  it('are found by a part of the path, in any case', async () => {
    expect(await list({ search: 'SHOP' })).toEqual(['tools/Shopping-list', 'acme/shop']);
    expect(await list({ search: 'acme/' })).toEqual(['acme/new', 'acme/shop', 'acme/old']);
    expect(await list({ search: 'nowhere' })).toEqual([]);
  });

  it('are told by their star, but not what a stranger may star, too', async () => {
    world.star('acme/old', 'ann');
    world.star('bob/open', 'ann');
    world.star('acme/shop', 'bob');

    expect(await list({ isStarred: true })).toEqual(['acme/old']);
    expect(await list({ isStarred: true, search: 'shop' })).toEqual([]);
  });
});
