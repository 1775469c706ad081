import { MINUTE } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import type { WatchFilter } from '../../../src/domain/watch-filter.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { FaultSwitch } from '../../simulator/core/faults.js';
import type { RequestLog } from '../../simulator/core/request-log.js';
import type { ForgeWorld, TokenOptions } from '../../simulator/forge-world.js';
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
  /** The same by the rules of a filter. */
  watchBy(login: string, filter: WatchFilter): Promise<Reader>;
  readonly requests: RequestLog;
  readonly faults: FaultSwitch;
  close(): Promise<void>;
}

/** A simulated forge whose project `APP`, a private one if nothing else is said, has these members. */
export async function startWatchedForge(
  kind: 'gitlab' | 'github',
  members: readonly string[],
  token: TokenOptions = FORGES[kind].token,
  isPrivate = true,
): Promise<WatchedForge> {
  const clock = new ScriptedClock();
  const { start, adapt, api } = FORGES[kind];
  const { world, server, url, close } = await start({ clock: clock.now });
  for (const login of members) world.addUser(login);
  world.addProject(APP, { members, isPrivate });
  const read = async (login: string, level: WatchLevel, filter: WatchFilter | null): Promise<Reader> => {
    const reader = await Reader.start({
      adapter: adapt({ logger: createMemoryLogger() }),
      forge: { kind, url, apiUrl: `${url}${api}` },
      token: world.addToken(login, token),
      path: APP,
      level,
      filter,
      now: clock.now,
    });
    clock.advance(MINUTE);
    return reader;
  };
  return {
    world,
    clock,
    watch: (login, level = 'participating') => read(login, level, null),
    watchBy: (login, filter) => read(login, 'custom', filter),
    requests: server.log,
    faults: server.faults,
    close,
  };
}
