import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readFile, stat } from 'node:fs/promises';
import { untilAborted, type Wait } from '../../../src/tail/waiting.js';
import { passTime } from '../../support/tail-run.js';
import { startTailScene, type TailScene, type TailSide } from '../../support/tail-scene.js';
import { waitUntil } from '../../support/wait-until.js';

let scene: TailScene;

beforeAll(async () => {
  scene = await startTailScene();
});

afterAll(() => scene.close());

function breakPipeline({ world, path }: TailSide, ref: string): void {
  const { id } = world.startPipeline(path, { by: 'bob', ref });
  world.finishPipeline(path, id, 'failed', [{ name: 'lint', stage: 'test' }]);
}

const SIDES = ['gitlab', 'github'] as const;
const LIMIT_MS = 120_000;

describe.each(SIDES)('following a project of %s', (name) => {
  it(
    'shows in a pipe what happens, a line each, and nothing of what was before',
    async () => {
      const side = scene[name];
      breakPipeline(side, 'before');
      const run = scene.run(side);
      await run.sees('Following');

      breakPipeline(side, 'after');
      side.world.comment(side.path, side.mine.number, 'bob', 'well\u001b[31m done\u0007\nindeed');
      await run.sees('failed on after');
      await run.sees('well done indeed');
      await run.stop();

      expect(await run.exit).toBe(0);
      expect(run.stdout).not.toContain('before');
      // eslint-disable-next-line no-control-regex -- they are what must not be there
      expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
      for (const line of run.lines) expect(line).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .*http:\/\/\S+$/);
    },
    LIMIT_MS,
  );

  it(
    'tells the past since a time, in order, as JSON that parses',
    async () => {
      const side = scene[name];
      side.world.openMergeRequest(side.path, {
        author: 'bob',
        title: 'For Alice',
        sourceBranch: 'bob/for-alice',
        reviewers: ['alice'],
      });

      const run = scene.run(side, { options: { since: '1h', once: true, json: true } });

      expect(await run.exit).toBe(0);
      const events = run.lines.map((line) => JSON.parse(line) as { type: string; at: string; v: number });
      expect(events.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['merge-request-opened', 'pipeline-failed', 'comment-added']),
      );
      expect(events.filter(({ type }) => type === 'merge-request-opened')).toHaveLength(2);
      expect(events.every(({ v }) => v === 1)).toBe(true);
      const times = events.map(({ at }) => Date.parse(at));
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    },
    LIMIT_MS,
  );

  it(
    'goes on from its state file: nothing twice, nothing lost, and no token in it',
    async () => {
      const side = scene[name];
      const state = join(scene.directory, `${name}.json`);
      const look = () => scene.run(side, { options: { state, once: true } });
      expect(await look().exit).toBe(0);
      breakPipeline(side, 'while-away');

      const second = look();
      await second.exit;
      const third = look();
      await third.exit;

      expect(second.lines.filter((line) => line.includes('failed on while-away'))).toHaveLength(1);
      expect(third.lines).toEqual([]);
      expect((await stat(state)).mode & 0o777).toBe(0o600);
      expect(await readFile(state, 'utf8')).not.toContain(side.token);
    },
    LIMIT_MS,
  );

  it(
    'shows a branch and a kind of event alone when asked to',
    async () => {
      const side = scene[name];

      const run = scene.run(side, {
        options: { since: '1h', once: true, events: 'pipeline-failed', branch: 'after,rel*' },
      });

      expect(await run.exit).toBe(0);
      expect(run.lines).toEqual([expect.stringContaining('failed on after')]);
    },
    LIMIT_MS,
  );

  it(
    'says it once when the token is revoked, and ends with 77',
    async () => {
      const side = scene[name];
      const token = side.world.addToken('bob', name === 'github' ? { scopes: ['repo'] } : {});
      const variable = name === 'gitlab' ? 'GITLAB_TOKEN' : 'GITHUB_TOKEN';
      const run = scene.run(side, { env: { [variable]: token } });
      await run.sees('Following');

      side.world.revokeToken(token);

      expect(await run.exit).toBe(77);
      expect(run.stderr.match(/refuses the token/g)).toHaveLength(1);
      expect(run.stderr).not.toContain(token);
    },
    LIMIT_MS,
  );
});

it(
  'with --stage a failure is shown where a job of that stage failed',
  async () => {
    const failed = async (stage: string): Promise<readonly string[]> => {
      const options = { since: '1h', once: true, events: 'pipeline-failed', branch: 'after', stage };
      const run = scene.run(scene.gitlab, { options });
      expect(await run.exit).toBe(0);
      return run.lines;
    };

    expect(await failed('te*')).toEqual([expect.stringContaining('failed on after')]);
    expect(await failed('deploy')).toEqual([]);
  },
  LIMIT_MS,
);

it(
  'with --once reads on beyond the time for one look where there is more to read than that',
  async () => {
    const { world, server } = scene.gitlab;
    const path = 'acme/busy';
    world.addProject(path, { members: ['alice', 'bob'] });
    const refs = Array.from({ length: 20 }, (_, index) => `busy-${index}`);
    for (const ref of refs) world.startPipeline(path, { by: 'bob', ref });
    const portions = () => server.log.matching('GET', /\/projects\/\d+\/pipelines\?/).length;
    server.log.clear();
    let looks = 0;
    // The first time is up when the second portion is asked for.
    const wait: Wait = (ms, signal) => {
      if (ms < 60_000) return passTime(ms, signal);
      looks += 1;
      return looks === 1
        ? waitUntil(() => portions() > 1, 'the second portion', LIMIT_MS)
        : untilAborted(signal);
    };

    const options = { projects: [path], since: '1h', once: true, events: 'pipelines' };
    const run = scene.run(scene.gitlab, { options, wait });

    expect(await run.exit).toBe(0);
    expect(refs.filter((ref) => !run.stdout.includes(`on ${ref} `))).toEqual([]);
  },
  LIMIT_MS,
);
