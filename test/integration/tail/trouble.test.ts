import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../../src/domain/errors.js';
import { startTailScene, type TailScene } from '../../support/tail-scene.js';
import type { TailRun } from '../../support/tail-run.js';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const LIMIT_MS = 60_000;

let scene: TailScene;

beforeAll(async () => {
  scene = await startTailScene();
});

afterEach(() => {
  scene.gitlab.server.faults.clear();
});

afterAll(() => scene.close());

/** How it ended, and the last that it said. */
async function endOf(run: TailRun): Promise<readonly [number, string]> {
  const code = await run.exit;
  expect(run.stdout).toBe('');
  return [code, run.stderr.trimEnd().split('\n').at(-1) ?? ''];
}

async function faultsOf(begin: () => TailRun): Promise<readonly string[]> {
  try {
    await begin().exit;
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  throw new Error('it began');
}

describe('a token', () => {
  it('that is refused ends it with 77', async () => {
    const env = { GITLAB_TOKEN: 'glpat-aaaaaaaaaaaaaaaaaaaa' };

    const [code, sentence] = await endOf(scene.run(scene.gitlab, { env }));

    expect(code).toBe(77);
    expect(sentence).toBe(
      `${scene.gitlab.url} refuses the token in GITLAB_TOKEN: it may be mistyped, expired or revoked. Make a new one.`,
    );
  });

  it('of the other forge is never sent', async () => {
    const before = scene.gitlab.server.log.entries.length;

    const [code, sentence] = await endOf(
      scene.run(scene.gitlab, { env: { GITLAB_TOKEN: scene.github.token } }),
    );

    expect(code).toBe(78);
    expect(sentence).toMatch(/^GITLAB_TOKEN holds a token of GitHub/);
    expect(scene.gitlab.server.log.entries).toHaveLength(before);
  });

  it('without the scope to read ends it with 77', async () => {
    const env = { GITLAB_TOKEN: scene.gitlab.world.addToken('alice', { scopes: ['read_user'] }) };

    const [code, sentence] = await endOf(scene.run(scene.gitlab, { env }));

    expect(code).toBe(77);
    expect(sentence).toBe('The token in GITLAB_TOKEN lacks the scope read_api: make one that has it.');
  });

  it('that is missing is asked for', async () => {
    expect(await faultsOf(() => scene.run(scene.gitlab, { env: { GITLAB_TOKEN: '' } }))).toEqual([
      `No token for ${scene.gitlab.url}: set GITLAB_TOKEN.`,
    ]);
  });
});

describe('a project', () => {
  it('that is missing and one that is hidden get the same sentence', async () => {
    scene.gitlab.world.addProject('acme/secret', { members: ['bob'], isPrivate: true });

    const missing = scene.run(scene.gitlab, { options: { projects: ['acme/nowhere'] } });
    const hidden = scene.run(scene.gitlab, { options: { projects: ['acme/secret'] } });

    expect([await missing.exit, await hidden.exit]).toEqual([66, 66]);
    expect(missing.stderr.replace('acme/nowhere', 'acme/secret')).toBe(hidden.stderr);
    expect(hidden.stderr).toContain('was not found at');
  });

  it('that cannot be read leaves the others, and a single look says that it is not all', async () => {
    const projects = [scene.gitlab.path, 'acme/nowhere'];

    const run = scene.run(scene.gitlab, { options: { projects, once: true, since: '1h' } });

    expect(await run.exit).toBe(75);
    expect(run.stderr).toMatch(/^acme\/nowhere was not found at/);
    expect(run.stdout).toContain('Alice opened a merge request');
  });

  it('can be named by its number', async () => {
    const id = (await idOf(scene)).toString();

    const run = scene.run(scene.gitlab, { options: { projects: [id], once: true, since: '1h' } });

    expect(await run.exit).toBe(0);
    expect(run.stdout).toContain('acme/shop');
  });

  it('of both forges is asked about, as a fault of whatever named it', async () => {
    const { gitlab, github } = scene;
    github.world.addProject(gitlab.path, { members: ['alice'], isPrivate: true });
    const env = { GITHUB_TOKEN: github.token, FORGEWATCH_TAIL_PROJECTS: gitlab.path };
    const options = { github: github.url };
    const sentence = `acme/shop is at ${gitlab.url} and ${github.url}: say which with --gitlab or --github, or give its link.`;

    const typed = scene.run(gitlab, { env, options });
    const set = scene.run(gitlab, { env, options: { ...options, projects: [] } });

    expect(await endOf(typed)).toEqual([2, sentence]);
    expect(await endOf(set)).toEqual([78, `FORGEWATCH_TAIL_PROJECTS: ${sentence}`]);
  });
});

async function idOf({ gitlab }: TailScene): Promise<number> {
  const address = `${gitlab.url}/api/v4/projects/${encodeURIComponent(gitlab.path)}`;
  const answer = await fetch(address, { headers: { 'private-token': gitlab.token } });
  return ((await answer.json()) as { id: number }).id;
}

describe('a forge', () => {
  it('that does not answer ends a single look with 69', async () => {
    const run = scene.run(scene.gitlab, { options: { gitlab: NOWHERE, once: true } });

    expect(await endOf(run)).toEqual([69, `${NOWHERE} does not answer.`]);
  });

  it(
    'that does not answer at first is waited for, which is said once',
    async () => {
      const { faults } = scene.gitlab.server;
      faults.add({ path: /.*/, fault: { kind: 'reset' } });
      const run = scene.run(scene.gitlab);
      await run.sees('does not answer. I wait for it.');

      faults.clear();

      await run.sees('Following acme/shop.');
      expect(run.stderr.match(/I wait for it/g)).toHaveLength(1);
    },
    LIMIT_MS,
  );

  it('that answers with a web page is none', async () => {
    const body = '<!doctype html><title>Sign in</title>';
    scene.gitlab.server.faults.add({
      path: /.*/,
      fault: { kind: 'status', status: 200, body, contentType: 'text/html' },
    });

    const run = scene.run(scene.gitlab);

    expect(await endOf(run)).toEqual([
      69,
      `${scene.gitlab.url} does not answer like GitLab: check --gitlab.`,
    ]);
  });

  it(
    'that falls silent is said to, and that it is back, once each',
    async () => {
      const { faults } = scene.gitlab.server;
      const run = scene.run(scene.gitlab, { intervalSeconds: 0.2 });
      await run.sees('Following');

      faults.add({ path: /.*/, fault: { kind: 'status', status: 502 } });
      await run.sees('does not answer. I keep trying.');
      faults.clear();
      await run.sees('answers again.');

      await run.stop();
      expect(run.stderr.match(/I keep trying/g)).toHaveLength(1);
    },
    LIMIT_MS,
  );

  it('of which one list cannot be read makes a single look incomplete', async () => {
    scene.gitlab.server.faults.add({ path: /\/pipelines/, fault: { kind: 'status', status: 500 } });

    const run = scene.run(scene.gitlab, { options: { once: true } });

    expect(await run.exit).toBe(75);
    expect(run.stderr).toMatch(/Not all could be looked at: 1 of \d+ lists failed \(unavailable\)\.\n$/);
  });
});

describe('a state file', () => {
  const file = (name: string): string => join(scene.directory, name);

  it.each([
    ['foreign', '{"name":"somebody else"}', /is no state file of forgewatch tail, or it is damaged/],
    ['torn', '{"format":"forgewatch-tail","version":1,"acc', /is no state file/],
    ['newer', '{"format":"forgewatch-tail","version":2}', /was written by another version/],
    ['hollow', '{"format":"forgewatch-tail","version":1,"accounts":{"x":{}}}', /is no state file/],
  ])('that is %s is left as it is', async (name, text, sentence) => {
    await writeFile(file(name), text);

    const faults = await faultsOf(() => scene.run(scene.gitlab, { options: { state: file(name) } }));

    expect(faults).toEqual([expect.stringMatching(sentence)]);
    expect(await readFile(file(name), 'utf8')).toBe(text);
  });

  it('that cannot be written ends it with 74 before it begins', async () => {
    const run = scene.run(scene.gitlab, { options: { state: file('no/such/directory') } });

    expect((await endOf(run))[0]).toBe(74);
  });

  it('that stops being writable is told once, and ends it with 74', async () => {
    await mkdir(file('gone'));
    const run = scene.run(scene.gitlab, { options: { state: file('gone/state') } });
    await run.sees('Following');
    await rm(file('gone'), { recursive: true });

    scene.gitlab.world.startPipeline(scene.gitlab.path, { by: 'bob', ref: 'unsaved' });
    await run.sees('The state cannot be written');
    await run.stop();

    expect(await run.exit).toBe(74);
    expect(run.stderr.match(/cannot be written/g)).toHaveLength(1);
  });
});

describe('the output', () => {
  it('that nobody reads any more ends it in silence, and what was not read is owed to the next run', async () => {
    const state = join(scene.directory, 'pipe.json');
    const { world, path } = scene.gitlab;
    await scene.run(scene.gitlab, { options: { state, once: true } }).exit;
    world.startPipeline(path, { by: 'bob', ref: 'unread' });
    const run = scene.run(scene.gitlab, { options: { state } });
    run.brokenBy = 'EPIPE';

    expect(await run.exit).toBe(0);
    expect(run.stderr).toBe('');

    const next = scene.run(scene.gitlab, { options: { state, once: true } });
    await next.exit;
    expect(next.stdout).toContain('unread');
  });

  it('that is full ends it with 74', async () => {
    const run = scene.run(scene.gitlab, { options: { since: '1h' } });
    run.brokenBy = 'ENOSPC';

    expect(await run.exit).toBe(74);
  });
});

describe('the desktop', () => {
  it('that cannot be called is said to be so once, and the lines come all the same', async () => {
    const run = scene.run(scene.gitlab, {
      options: { since: '1h', once: true, desktop: true, level: 'participating' },
      notify: () => Promise.reject(new Error('spawn notify-send ENOENT')),
    });
    scene.gitlab.world.comment(scene.gitlab.path, scene.gitlab.mine.number, 'bob', '@alice look');

    expect(await run.exit).toBe(0);
    expect(run.stdout).toContain('@alice look');
    expect(run.stderr).toBe('There is no way to show notes on this desktop: they come here alone.\n');
  });
});

describe('a terminal', () => {
  it('shows colours, blocks, and at its foot how things stand, within its width', async () => {
    const run = scene.run(scene.gitlab, { columns: 60, options: { since: '1h' } });
    await run.sees(/acme\/shop · looked \d+ s ago/);
    await run.sees('Alice opened a merge request');
    await run.stop();

    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('\u001b[1mAlice opened a merge request\u001b[22m\n         !');
    const standing = run.stdout.split('\r\u001b[2K').filter((text) => /^acme.* ago/.test(text));
    expect(Math.max(...standing.map((text) => text.length))).toBeLessThan(60);
    expect(run.stdout.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('without colours has none, and keeps the line at its foot', async () => {
    const run = scene.run(scene.gitlab, {
      columns: 80,
      env: { NO_COLOR: '1' },
      options: { since: '1h', once: true },
    });
    await run.exit;

    expect(run.stdout.replaceAll('\r\u001b[2K', '')).not.toContain('\u001b');
  });
});
