import type { Target } from '../../src/domain/actions/look.js';
import type { Forge, ForgeKind } from '../../src/domain/forge.js';
import type { Logger } from '../../src/domain/logger.js';
import type { ForgeActions } from '../../src/domain/ports/forge-actions.js';
import type { ForgeAdapter, ForgeSession } from '../../src/domain/ports/forge-adapter.js';
import type { Project } from '../../src/domain/project.js';
import { Secret } from '../../src/domain/secret.js';
import type { Clock } from '../../src/domain/time.js';
import { createGithubAdapter } from '../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../src/forges/gitlab/adapter.js';
import type { LoggedRequest } from '../simulator/core/request-log.js';
import type { SimServer } from '../simulator/core/sim-server.js';
import type { ForgeWorld, TokenOptions } from '../simulator/forge-world.js';
import { type GithubSimulator, startGithub } from '../simulator/github/start-github.js';
import { type RunningGitlab, startGitlab } from '../simulator/gitlab/start-gitlab.js';

/** One simulated forge, as those who act on it see it. */
export interface ForgeSide {
  readonly kind: ForgeKind;
  readonly forge: Forge;
  readonly world: ForgeWorld;
  readonly server: SimServer;
  readonly adapter: ForgeAdapter & { readonly actions: ForgeActions };
  /** In the forge's own words; `none`: no member. */
  setRole(path: string, login: string, role: string): void;
  /** Of this person, for one call: each has a new token, so that GitHub's second between two writes of one is not waited for. */
  session(login: string, token?: TokenOptions): ForgeSession;
  addProject(path: string, members: readonly string[]): Project;
  /** What a person would copy from the browser. */
  link(project: Project, target: Target): string;
  writes(): readonly LoggedRequest[];
  close(): Promise<void>;
}

interface Running {
  readonly kind: ForgeKind;
  readonly api: string;
  readonly adapter: ForgeSide['adapter'];
  readonly simulator: Pick<RunningGitlab | GithubSimulator, 'world' | 'server' | 'url' | 'close'>;
  readonly setRole: ForgeSide['setRole'];
}

const LEVELS: Readonly<Record<string, number>> = { guest: 10, reporter: 20, developer: 30, maintainer: 40 };

const VIEWS: Readonly<Record<ForgeKind, Record<Target['kind'], string>>> = {
  gitlab: { 'merge-request': '-/merge_requests', issue: '-/issues', pipeline: '-/pipelines' },
  github: { 'merge-request': 'pull', issue: 'issues', pipeline: 'actions/runs' },
};

export type GitlabSide = ForgeSide & { readonly world: RunningGitlab['world'] };
export type GithubSide = ForgeSide & { readonly world: GithubSimulator['world'] };

export async function gitlabSide(clock: Clock, logger: Logger): Promise<GitlabSide> {
  const simulator = await startGitlab({ clock });
  const { world } = simulator;
  const side = sideOf({
    kind: 'gitlab',
    api: '/api/v4',
    adapter: createGitlabAdapter({ logger }),
    simulator,
    setRole(path, login, role) {
      if (role === 'none') world.removeMember(path, login);
      else world.addMember(path, login, LEVELS[role] ?? 0);
    },
  });
  return {
    ...side,
    world,
    addProject(path, members) {
      const project = side.addProject(path, members);
      // Every repository of GitHub has it.
      world.createLabel(path, 'bug');
      return project;
    },
  };
}

export async function githubSide(clock: Clock, logger: Logger): Promise<GithubSide> {
  const simulator = await startGithub({ clock });
  const { world } = simulator;
  const side = sideOf({
    kind: 'github',
    api: '/api/v3',
    adapter: createGithubAdapter({ logger }),
    simulator,
    setRole(path, login, role) {
      if (role === 'none') world.removeMember(path, login);
      else world.setRole(path, login, role as Parameters<typeof world.setRole>[2]);
    },
  });
  return { ...side, world };
}

function sideOf({ kind, api, adapter, simulator, setRole }: Running): ForgeSide {
  const { world, server, url } = simulator;
  const forge: Forge = { kind, url, apiUrl: `${url}${api}` };
  return {
    kind,
    forge,
    world,
    server,
    adapter,
    setRole,
    session: (login, token = {}) => ({
      forge,
      secret: new Secret(world.addToken(login, token)),
      gate: { admit: () => Promise.resolve(), report: () => undefined },
      signal: new AbortController().signal,
    }),
    addProject(path, members) {
      const { id, url: at } = world.addProject(path, { members, isPrivate: true });
      return { id: String(id), path, name: path.split('/')[1] ?? path, url: at, defaultBranch: 'main' };
    },
    link: (project, target) =>
      `${project.url}/${VIEWS[kind][target.kind]}/${target.kind === 'pipeline' ? target.id : target.number}`,
    writes: () =>
      server.log.entries.filter(
        ({ method, url: to, body }) => method !== 'GET' && !(to.endsWith('graphql') && isQuery(body)),
      ),
    close: () => simulator.close(),
  };
}

/** GraphQL asks by POST, too. */
function isQuery(body: unknown): boolean {
  return !String((body as { query?: unknown } | null)?.query)
    .trimStart()
    .startsWith('mutation');
}
