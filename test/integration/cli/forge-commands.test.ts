import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createForgeCommands } from '../../../src/cli/forge-commands.js';
import { runWish } from '../../../src/cli/run-wish.js';
import type { Wish } from '../../../src/cli/wish.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { DaemonRun } from '../../support/daemon-run.js';
import { systemClock } from '../../simulator/demo/system-clock.js';

const APP = 'acme/shop';

/** One simulated forge, and a shell beside it. */
class Scene {
  readonly close: () => Promise<void>;
  readonly world: ForgeWorld;
  readonly token: string;
  readonly #side: 'gitlab' | 'github';
  readonly url: string;
  input = '';
  readonly errors: string[] = [];

  constructor(
    side: 'gitlab' | 'github',
    { world, url, close }: { world: ForgeWorld; url: string; close: () => Promise<void> },
  ) {
    this.#side = side;
    this.url = url;
    this.close = close;
    this.world = world;
    for (const login of ['ann', 'bob']) world.addUser(login);
    world.addProject(APP, { members: ['ann', 'bob'] });
    this.token = world.addToken('ann');
  }

  /** The parsed command, as it would run. */
  async run(
    ...line: readonly string[]
  ): Promise<{ readonly code: number; readonly said: Record<string, unknown> }> {
    const wishes: Wish[] = [];
    const ends: number[] = [];
    const commands = createForgeCommands(
      (wish) => {
        wishes.push(wish);
        return Promise.resolve();
      },
      (code) => {
        ends.push(code);
        throw new Error('ended');
      },
    );
    const [name, ...rest] = line;
    const command = commands.find((one) => one.name() === name);
    for (const part of [command, ...(command?.commands ?? [])])
      part?.configureOutput({ writeErr: (text) => this.errors.push(text) });
    const words = [...rest, `--${this.#side}`, this.url, '--json'];
    await command?.parseAsync(words, { from: 'user' }).catch(() => undefined);
    const [wish] = wishes;
    if (wish === undefined) return { code: ends[0] ?? -1, said: {} };
    let out = '';
    const code = await runWish(wish, {
      env: { GITLAB_TOKEN: this.token, GITHUB_TOKEN: this.token },
      readInput: () => Promise.resolve(this.input),
      out: (text) => (out += text),
      err: (text) => this.errors.push(text),
      clock: systemClock,
    });
    return { code, said: JSON.parse(out === '' ? '{}' : out) as Record<string, unknown> };
  }
}

let scene: Scene;

async function start(side: 'gitlab' | 'github'): Promise<Scene> {
  const forge = await (side === 'gitlab' ? startGitlab : startGithub)({ clock: systemClock });
  return new Scene(side, forge);
}

describe.each(['gitlab', 'github'] as const)('the shell, on %s', (side) => {
  beforeEach(async () => {
    scene = await start(side);
  });

  afterEach(() => scene.close());

  it('creates an issue, talks on it, and closes it', async () => {
    const made = await scene.run(
      'issue',
      'create',
      APP,
      '--title',
      'Broken',
      '--assignee',
      '@bob',
      '--label',
      'bug',
    );
    scene.input = 'Said from a pipe\n';
    const number = String(made.said['id']);
    const said = await scene.run('issue', 'comment', APP, number, '--text', '-');
    const closed = await scene.run('issue', 'close', APP, number);
    const again = await scene.run('issue', 'close', APP, number);

    expect(made).toMatchObject({ code: 0, said: { result: 'done', action: 'create-issue' } });
    expect(made.said['url']).toContain('/issues/');
    expect(said).toMatchObject({ code: 0, said: { result: 'done', action: 'comment' } });
    expect(closed.code).toBe(0);
    expect(again).toMatchObject({ code: 0, said: { result: 'already-done' } });
  });

  it('merges the head that it was told or that it sees, and no other', async () => {
    const { number } = scene.world.openMergeRequest(APP, { author: 'bob', title: 'Better' });

    const other = await scene.run('mr', 'merge', APP, String(number), '--sha', 'f'.repeat(40));
    const merged = await scene.run('mr', 'merge', APP, String(number));

    expect(other).toMatchObject({ code: 3, said: { result: 'head-moved' } });
    expect(merged).toMatchObject({ code: 0, said: { result: 'done' } });
    expect(merged.said['headSha']).toMatch(/^[0-9a-f]{40}$/);
  });

  it('cancels a pipeline', async () => {
    const { id } = scene.world.startPipeline(APP, { by: 'bob' });

    expect((await scene.run('pipeline', 'cancel', APP, String(id))).code).toBe(0);
    expect(await scene.run('pipeline', 'retry', APP, '999999')).toMatchObject({
      code: 66,
      said: { result: 'not-found' },
    });
  });

  it('says what is wrong in words and in the exit code', async () => {
    expect((await scene.run('issue', 'close', 'acme/nothing', '1')).code).toBe(66);
    expect((await scene.run('issue', 'close', APP)).code).toBe(2);
    expect((await scene.run('issue', 'close', APP, 'first')).code).toBe(2);
    scene.world.revokeToken(scene.token);
    expect(await scene.run('issue', 'close', APP, '1')).toMatchObject({
      code: 77,
      said: { result: 'token-refused', sentence: 'The forge refuses the token.' },
    });
  });

  it.each([
    ['issue create acme/shop --title', [' '], /'--title <text>'.* must not be empty/],
    ['issue comment acme/shop 1 --text', [''], /'--text <text>'.* must not be empty/],
    ['issue comment acme/shop #1 --text x', [], /'#1'.* must be a number, such as 12/],
    ['issue label acme/shop 1 --label a --label b', [], /'--label <name>'.* can be given once/],
    ['mr merge acme/shop 1 --sha abc', [], /'--sha <commit>'.* whole commit id/],
    ['pipeline run acme/shop --variable X', [], /must look like NAME=value/],
    ['issue frob acme/shop', [], /unknown command 'frob'/],
  ])('refuses %s%j as wrong usage, and says what is wrong with it', async (line, more, sentence) => {
    expect((await scene.run(...line.split(' '), ...more)).code).toBe(2);
    expect(scene.errors.join('')).toMatch(sentence);
  });

  it('takes what is so already for done', async () => {
    const { id } = scene.world.startPipeline(APP, { by: 'bob' });
    await scene.run('pipeline', 'cancel', APP, String(id));

    expect(await scene.run('pipeline', 'cancel', APP, String(id))).toMatchObject({
      code: 0,
      said: { result: 'already-done' },
    });
  });

  it('says in one sentence whom it does not find, and that there is nothing to say', async () => {
    scene.world.openIssue(APP, { author: 'bob', title: 'Bug' });
    scene.input = '\n';

    expect(await scene.run('issue', 'assign', APP, '1', '--assignee', 'nobody')).toMatchObject({
      code: 66,
      said: { sentence: 'There is nobody called nobody in the project.' },
    });
    expect(await scene.run('issue', 'comment', APP, '1', '--text', '-')).toMatchObject({
      code: 65,
      said: { sentence: 'There is nothing on standard input to say.' },
    });
  });
});

describe('the program', () => {
  it.each([
    ['isue', "there is no command 'isue': did you mean issue?"],
    ['frobnicate', "there is no command 'frobnicate': see forgewatch --help"],
  ])('does not take %s for the daemon', async (word, sentence) => {
    const run = new DaemonRun({ directory: tmpdir(), args: [word, 'create'], settings: {} });

    expect(await run.exit).toMatchObject({ code: 2 });
    expect(run.stderr).toContain(sentence);
  });

  it('does what it was asked for and says so in the exit code where nobody reads what it prints', async () => {
    scene = await start('gitlab');
    scene.world.openIssue(APP, { author: 'bob', title: 'Bug' });
    const line = ['issue', 'comment', APP, '1', '--text', 'Once', '--json', '--gitlab', scene.url];
    const run = spawn(process.execPath, [resolve('dist/src/main.js'), ...line], {
      env: { GITLAB_TOKEN: scene.token },
    });
    run.stdout.destroy();
    let stderr = '';
    run.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));

    const code = await new Promise((done) => run.once('close', done));
    await scene.close();

    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});
