import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DaemonRun } from '../../support/daemon-run.js';
import { startTailScene, type TailScene } from '../../support/tail-scene.js';
import { waitUntil } from '../../support/wait-until.js';

const LIMIT_MS = 120_000;

let scene: TailScene;

beforeAll(async () => {
  scene = await startTailScene();
});

afterAll(() => scene.close());

function start(args: readonly string[], settings: Readonly<Record<string, string>> = {}): DaemonRun {
  const { directory, gitlab } = scene;
  return new DaemonRun({
    directory,
    args: ['tail', ...args],
    settings: {
      GITLAB_TOKEN: gitlab.token,
      FORGEWATCH_TAIL_GITLAB: gitlab.url,
      FORGEWATCH_TAIL_INTERVAL: '5',
      ...settings,
    },
  });
}

function sees(run: DaemonRun, text: string): Promise<void> {
  return waitUntil(
    () => run.output.includes(text),
    `the tail to write ${text}`,
    LIMIT_MS,
    () => run.output,
  );
}

function runPipeline(ref: string): void {
  const { world, path } = scene.gitlab;
  world.startPipeline(path, { by: 'bob', ref });
}

/** A tail whose output goes through a pipe, as a shell would run it; fails when either end does. */
async function pipe(options: string, reader: string) {
  const { directory, gitlab } = scene;
  const tail = `"${process.execPath}" "${resolve('dist/src/main.js')}" tail ${gitlab.path} ${options}`;
  const shell = spawn('bash', ['--norc', '-o', 'pipefail', '-c', `${tail} | ${reader}`], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      GITLAB_TOKEN: gitlab.token,
      FORGEWATCH_TAIL_GITLAB: gitlab.url,
    },
  });
  const said = { stdout: '', stderr: '' };
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const code = await new Promise((done) => shell.once('close', done));
  return { code, ...said };
}

describe('the process', () => {
  it(
    'is resumed after a kill, without a loss and without a repetition',
    async () => {
      const args = [scene.gitlab.path, '--state', 'killed.json'];
      const first = start(args);
      await sees(first, 'Following acme/shop.');
      runPipeline('seen');
      await sees(first, 'on seen');
      // What was told is kept right behind it.
      await waitUntil(
        async () => {
          const state = await readFile(join(scene.directory, 'killed.json'), 'utf8');
          return state.includes('"ref":"seen"') && !state.includes('"owed":[{');
        },
        'the state to be kept',
        LIMIT_MS,
      );
      await first.stop('SIGKILL');
      runPipeline('missed');

      const second = start([...args, '--once']);

      expect(await second.exit).toEqual({ code: 0, signal: null });
      expect(second.stdout).toContain('on missed');
      expect(second.stdout).not.toContain('on seen');
    },
    LIMIT_MS,
  );

  it(
    'ends at once and in order with Ctrl-C, its state kept',
    async () => {
      const run = start([scene.gitlab.path, '--state', 'stopped.json']);
      await sees(run, 'Following');

      expect(await run.stop('SIGINT')).toEqual({ code: 0, signal: null });

      expect(run.stderr).toBe('Following acme/shop.\n');
      expect(await readFile(join(scene.directory, 'stopped.json'), 'utf8')).toContain('"kind":"pipelines"');
    },
    LIMIT_MS,
  );

  it(
    'ends with 2 for a wrong project of the command line, and with 78 for one of the variable',
    async () => {
      const typed = start(['acme']);
      const set = start([], { FORGEWATCH_TAIL_PROJECTS: 'acme' });

      expect([(await typed.exit).code, (await set.exit).code]).toEqual([2, 78]);
      expect(typed.stderr).toMatch(/^"acme" is no project/);
      expect(set.stderr).toMatch(/^FORGEWATCH_TAIL_PROJECTS: "acme" is no project/);
    },
    LIMIT_MS,
  );

  it(
    'ends in silence when its reader goes',
    async () => {
      const { code, stdout, stderr } = await pipe(`--since 1h --once`, 'head -n 1');

      expect(stdout.split('\n').filter((row) => row !== '')).toHaveLength(1);
      expect(stderr).toBe('');
      expect(code).toBe(0);
    },
    LIMIT_MS,
  );

  if (spawnSync('jq', ['--version']).status === 0) {
    it(
      'writes one object a line, which jq reads',
      async () => {
        const { world, path, mine } = scene.gitlab;
        world.comment(path, mine.number, 'bob', 'Hard\nto "quote": \\ \u001b[31m \u2028 é 🔔');
        const filter = '[.v, .type, .project.path, .details.text, .actor.login] | @json';
        const { code, stdout } = await pipe('--since 1h --once --json', `jq -er '${filter}'`);

        expect(code).toBe(0);
        const rows = stdout
          .trimEnd()
          .split('\n')
          .map((row) => JSON.parse(row) as readonly unknown[]);
        expect(rows.map(([, type]) => type)).toContain('merge-request-opened');
        const body = 'Hard\nto "quote": \\\n é 🔔';
        expect(rows).toContainEqual([1, 'comment-added', path, body, 'bob']);
      },
      LIMIT_MS,
    );
  } else it.skip('writes one object a line, which jq reads: jq is missing', () => undefined);

  it(
    'calls on the desktop, with forge text as text',
    async () => {
      const { world, path, mine } = scene.gitlab;
      const bin = join(scene.directory, 'bin');
      const notes = join(scene.directory, 'notes.txt');
      await mkdir(bin);
      await writeFile(join(bin, 'notify-send'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${notes}'\n`);
      await chmod(join(bin, 'notify-send'), 0o755);
      const run = start(['--desktop', path], { PATH: `${bin}:${process.env['PATH'] ?? ''}` });
      await sees(run, 'Following');

      world.comment(path, mine.number, 'bob', '@alice $(touch pwned) `id` "; exit; <b>&\\');

      await waitUntil(
        async () => (await readFile(notes, 'utf8').catch(() => '')).includes('touch'),
        'a note',
        LIMIT_MS,
        () => run.output,
      );
      await run.stop('SIGINT');
      const text = await readFile(notes, 'utf8');
      expect(text).toContain('Bob mentioned you');
      expect(text).toContain('@alice $(touch pwned) `id` "; exit; &lt;b&gt;&amp;\\');
      expect(run.stderr).toBe('Following acme/shop.\n');
    },
    LIMIT_MS,
  );

  it(
    'tells a wrong option from a wrong setting by its exit code, each in a sentence',
    async () => {
      const option = start(['acme/shop', '--events', 'pipline-failed', '--since', 'soon']);
      const setting = start(['acme/shop'], { FORGEWATCH_TAIL_LEVEL: 'loud', FORGEWATCH_TAIL_INTERVAL: '1' });

      const codes = await Promise.all([option, setting].map(async ({ exit }) => (await exit).code));

      expect(codes).toEqual([2, 78]);
      expect(option.stderr).toMatch(
        /^--events: there is no "pipline-failed", did you mean pipeline-failed\?/,
      );
      expect(option.stderr).toMatch(/\n--since must be a duration/);
      expect(setting.stderr).toMatch(/FORGEWATCH_TAIL_LEVEL must be one of/);
      expect(setting.stderr).toMatch(/FORGEWATCH_TAIL_INTERVAL must be a whole number of seconds, 5 or more/);
    },
    LIMIT_MS,
  );
});
