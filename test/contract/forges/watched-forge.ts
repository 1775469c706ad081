import { MINUTE } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { Reader } from './reader.js';

export const APP = 'acme/shop';

const FORGES = {
  gitlab: { start: startGitlab, adapt: createGitlabAdapter, api: '/api/v4', token: {} },
  github: {
    start: startGithub,
    adapt: createGithubAdapter,
    api: '/api/v3',
    token: { scopes: ['notifications', 'read:packages', 'repo'] },
  },
} as const;

export interface WatchedForge {
  readonly world: ForgeWorld;
  readonly clock: ScriptedClock;
  /** Somebody who watches `APP`, a minute after the first read. */
  watch(login: string, level?: WatchLevel): Promise<Reader>;
  close(): Promise<void>;
}

/** A simulated forge whose private project `APP` has these members. */
export async function startWatchedForge(
  kind: 'gitlab' | 'github',
  members: readonly string[],
): Promise<WatchedForge> {
  const clock = new ScriptedClock();
  const { start, adapt, api, token } = FORGES[kind];
  const { world, url, close } = await start({ clock: clock.now });
  for (const login of members) world.addUser(login);
  world.addProject(APP, { members, isPrivate: true });
  return {
    world,
    clock,
    async watch(login, level = 'participating') {
      const reader = await Reader.start({
        adapter: adapt({ logger: createMemoryLogger() }),
        forge: { kind, url, apiUrl: `${url}${api}` },
        token: world.addToken(login, token),
        path: APP,
        level,
        now: clock.now,
      });
      clock.advance(MINUTE);
      return reader;
    },
    close,
  };
}
