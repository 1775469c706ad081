import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForgeWorld, WorldMergeRequest } from '../simulator/forge-world.js';
import type { SimServer } from '../simulator/core/sim-server.js';
import { systemClock } from '../simulator/demo/system-clock.js';
import { startGithub } from '../simulator/github/start-github.js';
import { startGitlab } from '../simulator/gitlab/start-gitlab.js';
import { TailRun, type TailRunOptions } from './tail-run.js';

export type ForgeName = 'gitlab' | 'github';

export interface TailSide {
  readonly name: ForgeName;
  readonly url: string;
  readonly world: ForgeWorld;
  readonly server: SimServer;
  /** Alice's. */
  readonly token: string;
  readonly path: string;
  readonly mine: WorldMergeRequest;
}

/** Both forges with one project each, and tails that look at them. Alice reads, Bob writes. */
export interface TailScene {
  readonly gitlab: TailSide;
  readonly github: TailSide;
  readonly directory: string;
  /** Options and environment for a tail of this side's project. */
  run(side: TailSide, options?: Partial<TailRunOptions>): TailRun;
  close(): Promise<void>;
}

export async function startTailScene(): Promise<TailScene> {
  const [gitlab, github] = await Promise.all([
    startGitlab({ clock: systemClock }),
    startGithub({ clock: systemClock, inboxPollSeconds: 1 }),
  ]);
  const directory = await mkdtemp(join(tmpdir(), 'forgewatch-tail-'));
  const runs: TailRun[] = [];
  return {
    gitlab: seed('gitlab', gitlab),
    github: seed('github', github),
    directory,
    run(side, options = {}) {
      const run = new TailRun({ intervalSeconds: 1, ...options, ...given(side, options) });
      runs.push(run);
      return run;
    },
    async close() {
      await Promise.all(runs.map((run) => run.stop()));
      await Promise.all([gitlab.close(), github.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function given(
  { name, url, token, path }: TailSide,
  { env, options }: Partial<TailRunOptions>,
): Pick<TailRunOptions, 'env' | 'options'> {
  const variable = name === 'gitlab' ? 'GITLAB_TOKEN' : 'GITHUB_TOKEN';
  return {
    env: { [variable]: token, ...env },
    options: { projects: [path], [name]: url, ...options },
  };
}

function seed(
  name: ForgeName,
  { world, server, url }: { readonly world: ForgeWorld; readonly server: SimServer; readonly url: string },
): TailSide {
  world.addUser('alice', 'Alice');
  world.addUser('bob', 'Bob');
  const path = name === 'gitlab' ? 'acme/shop' : 'acme/tools';
  world.addProject(path, { members: ['alice', 'bob'], isPrivate: true });
  const mine = world.openMergeRequest(path, { author: 'alice', title: 'Mine', sourceBranch: 'alice/mine' });
  const scopes = name === 'github' ? { scopes: ['notifications', 'repo'] } : {};
  return { name, url, world, server, token: world.addToken('alice', scopes), path, mine };
}
