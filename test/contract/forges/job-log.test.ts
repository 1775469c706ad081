import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobLog } from '../../../src/domain/job-log.js';
import type { ForgeAdapter, ForgeSession } from '../../../src/domain/ports/forge-adapter.js';
import type { Project } from '../../../src/domain/project.js';
import { Secret } from '../../../src/domain/secret.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { RecordingGate } from '../../unit/forges/http/recording-gate.js';

const APP = 'acme/shop';

const FORGES = {
  gitlab: { start: startGitlab, adapt: createGitlabAdapter, api: '/api/v4' },
  github: { start: startGithub, adapt: createGithubAdapter, api: '/api/v3' },
} as const;

describe.each(['gitlab', 'github'] as const)('the log of a job on %s', (kind) => {
  let forge: Awaited<ReturnType<(typeof FORGES)[typeof kind]['start']>>;
  let adapter: ForgeAdapter;
  let project: Project;
  let pipelineId: number;

  beforeEach(async () => {
    forge = await FORGES[kind].start({ clock: new ScriptedClock().now });
    const { world } = forge;
    for (const login of ['alice', 'bob']) world.addUser(login);
    const { id, url } = world.addProject(APP, { members: ['alice'], isPrivate: true });
    project = { id: String(id), path: APP, name: 'shop', url, defaultBranch: 'main' };
    adapter = FORGES[kind].adapt({ logger: createMemoryLogger() });
    pipelineId = world.startPipeline(APP, { by: 'alice' }).id;
  });

  afterEach(() => forge.close());

  function session(login: string): ForgeSession {
    return {
      forge: { kind, url: forge.url, apiUrl: `${forge.url}${FORGES[kind].api}` },
      secret: new Secret(forge.world.addToken(login)),
      gate: new RecordingGate(),
      signal: new AbortController().signal,
    };
  }

  function failWith(text: string | null): string {
    forge.world.finishPipeline(APP, pipelineId, 'failed', [{ name: 'unit', stage: 'test' }]);
    return forge.world.writeJobLog(APP, pipelineId, 'unit', text);
  }

  function read(login: string, jobId: string): Promise<JobLog> {
    return adapter.readJobLog(session(login), project, jobId);
  }

  it('ends with what the job wrote last, without colours and tokens', async () => {
    const jobId = failWith('$ npm test\n\u001b[31m1 failed\u001b[0m with ghp_abcdefghij0123456789\n');

    expect(await read('alice', jobId)).toMatchObject({
      name: 'unit',
      isRunning: false,
      end: '$ npm test\n1 failed with [secret]',
    });
  });

  it('is read to its end however long it is', async () => {
    const jobId = failWith(`${'a long line of words\n'.repeat(20_000)}the end\n`);

    const { end } = await read('alice', jobId);

    expect(end?.split('\n')).toHaveLength(30);
    expect(end).toMatch(/the end$/);
  });

  it('may be empty', async () => {
    expect(await read('alice', failWith(''))).toMatchObject({ end: '' });
  });

  it('is nobody’s whose account does not see the project', async () => {
    const jobId = failWith('secret plans');

    await expect(read('bob', jobId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(read('alice', '999999')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is told apart while the job runs', async () => {
    const jobId = forge.world.writeJobLog(APP, pipelineId, kind === 'gitlab' ? 'compile' : 'build', 'so far');

    expect(await read('alice', jobId)).toMatchObject({
      isRunning: true,
      end: kind === 'gitlab' ? 'so far' : null,
    });
  });

  if (kind === 'github') {
    it('is fetched from its store without the token, and gone when it has expired', async () => {
      const kept = failWith('here');

      expect(await read('alice', kept)).toMatchObject({ end: 'here' });
      expect(await read('alice', failWith(null))).toMatchObject({ end: null });
      const atStore = forge.server.log.matching('GET', /^\/_logs\//);
      expect(atStore).toHaveLength(2);
      expect(atStore.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    });
  }
});
