import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedRequest, ForgeAdapter, ForgeSession } from '../../../src/domain/ports/forge-adapter.js';
import type { OwnProject } from '../../../src/domain/project.js';
import { Secret } from '../../../src/domain/secret.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { type GithubSimulator, startGithub } from '../../simulator/github/start-github.js';
import { type RunningGitlab, startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { RecordingGate } from '../../unit/forges/http/recording-gate.js';

const APP = 'acme/shop';
const logger = createMemoryLogger();
const clock = new ScriptedClock();

let gitlab: RunningGitlab;
let github: GithubSimulator;

beforeEach(async () => {
  gitlab = await startGitlab({ clock: clock.now });
  github = await startGithub({ clock: clock.now });
  for (const { world } of [gitlab, github]) {
    for (const login of ['ann', 'bob', 'eve']) world.addUser(login);
    world.addProject(APP, { members: ['ann'], isPrivate: false });
  }
});

afterEach(async () => {
  await gitlab.close();
  await github.close();
});

interface Hand {
  readonly adapter: ForgeAdapter;
  readonly session: ForgeSession;
}

function handOf(kind: 'gitlab' | 'github', login: string): Hand {
  const { url, world } = kind === 'gitlab' ? gitlab : github;
  const api = kind === 'gitlab' ? 'v4' : 'v3';
  const session: ForgeSession = {
    forge: { kind, url, apiUrl: `${url}/api/${api}` },
    secret: new Secret(world.addToken(login, kind === 'gitlab' ? { scopes: ['api'] } : {})),
    gate: new RecordingGate(),
    signal: new AbortController().signal,
  };
  const create = kind === 'gitlab' ? createGitlabAdapter : createGithubAdapter;
  return { adapter: create({ logger }), session };
}

async function projectOf({ adapter, session }: Hand): Promise<OwnProject> {
  const found = await adapter.findProject(session, APP);
  if (found === null) throw new Error('no project');
  return found;
}

async function rolesOf({ adapter, session }: Hand, watched: readonly OwnProject[]) {
  const viewer = { id: '', login: '', name: '' };
  const request: FeedRequest = {
    kind: 'token',
    project: null,
    cursor: null,
    viewer,
    watched,
    lookup: () => Promise.resolve(new Map()),
  };
  return (await adapter.readFeed(session, request)).ownProjects?.map(({ id, role }) => [id, role]);
}

describe('the role in a project', () => {
  it.each([
    [10, 'read'],
    [20, 'triage'],
    [30, 'write'],
    [40, 'maintain'],
  ] as const)('is told by GitLab with the project: level %i is %s', async (level, role) => {
    gitlab.world.addMember(APP, 'bob', level);

    expect((await projectOf(handOf('gitlab', 'bob'))).role).toBe(role);
  });

  it.each(['read', 'triage', 'write', 'maintain'] as const)('is told by GitHub: %s', async (role) => {
    github.world.setRole(APP, 'bob', role);

    expect((await projectOf(handOf('github', 'bob'))).role).toBe(role);
  });

  it('is not known where GitLab names no membership: there may be one by another group', async () => {
    expect('role' in (await projectOf(handOf('gitlab', 'eve')))).toBe(false);
  });

  it.each(['gitlab', 'github'] as const)(
    'is read once more with the token on %s, in one request',
    async (kind) => {
      gitlab.world.addMember(APP, 'bob', 20);
      github.world.setRole(APP, 'bob', 'triage');
      const hand = handOf(kind, 'bob');
      const project = await projectOf(hand);
      const { log } = (kind === 'gitlab' ? gitlab : github).server;
      const before = log.entries.length;

      expect(await rolesOf(hand, [])).toBeUndefined();
      const alone = log.entries.length - before;
      expect(await rolesOf(hand, [project])).toEqual([[project.id, 'triage']]);
      expect(log.entries.length - before).toBe(2 * alone + 1);
    },
  );
});
