import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../simulator/demo/system-clock.js';
import { DaemonRun } from '../../support/daemon-run.js';
import { startTown } from '../../support/town.js';
import { waitUntil } from '../../support/wait-until.js';

const TIME_LIMIT_MS = 90_000;
const EXIT_CONFIG = 78;
/** A refusal must not wait for anything. */
const REFUSAL_LIMIT_MS = 20_000;

const runs: DaemonRun[] = [];
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'forgewatch-configuration-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

afterEach(async () => {
  await Promise.all(runs.splice(0).map((run) => run.stop('SIGKILL')));
});

function run(settings: Readonly<Record<string, string>>, args?: readonly string[]): DaemonRun {
  const daemon = new DaemonRun({ directory, settings, ...(args === undefined ? {} : { args }) });
  runs.push(daemon);
  return daemon;
}

/** The sentences under the headline, one a fault. */
function faultsOf({ stderr }: DaemonRun): readonly string[] {
  const [headline, ...faults] = stderr.trimEnd().split('\n');
  expect(headline).toBe('Forgewatch cannot start:');
  return faults;
}

describe('a daemon with wrong settings', () => {
  it('names every fault at once, in words, and exits with 78', async () => {
    const daemon = run({
      TELEGRAM_BOT_TOKEN: 'not-a-bot-token',
      TELEGRAM_API_ROOT: 'ftp://127.0.0.1',
      DATABASE_URL: 'mysql://root:hunter2hunter2@127.0.0.1/forge',
      SECRET_KEY: 'too short',
      GITLAB_URLS: 'https://gitlab.example.com?private_token=abcdefgh',
      GITHUB_URLS: 'github',
      POLL_INTERVAL_SECONDS: '4',
      ALLOWED_USERS: '@alice',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      HTTP_PORT: '70000',
    });

    await expect(daemon.exit).resolves.toEqual({ code: EXIT_CONFIG, signal: null });

    const faults = faultsOf(daemon);
    const named = faults.map((fault) => /^ {2}- ([A-Z_]+) \S+ \S+/.exec(fault)?.[1] ?? fault);
    expect([...named].sort()).toEqual([
      'ALLOWED_USERS',
      'DATABASE_URL',
      'GITHUB_URLS',
      'GITLAB_URLS',
      'HTTP_PORT',
      'LOG_FORMAT',
      'LOG_LEVEL',
      'POLL_INTERVAL_SECONDS',
      'SECRET_KEY',
      'TELEGRAM_API_ROOT',
      'TELEGRAM_BOT_TOKEN',
    ]);
    expect(daemon.stdout).toBe('');
    expect(daemon.stderr).not.toMatch(/hunter2|abcdefgh|too short|not-a-bot-token|\bat .*\.js/);
  });

  it('says what is missing when there are no settings at all', async () => {
    const daemon = run({});

    await expect(daemon.exit).resolves.toEqual({ code: EXIT_CONFIG, signal: null });

    expect(faultsOf(daemon)).toEqual([
      expect.stringMatching(/TELEGRAM_BOT_TOKEN is missing: ask @BotFather/),
    ]);
  });

  it.each([
    ['with a key to read in it', {}],
    ['with the key in the settings', { SECRET_KEY: 'a passphrase that is long enough' }],
  ])('takes a data directory that cannot be made for a fault of the settings, %s', async (_case, more) => {
    const file = join(directory, 'file');
    await writeFile(file, 'not a directory');
    const daemon = run({
      TELEGRAM_BOT_TOKEN: '123456:a-token-of-no-bot',
      DATA_DIR: join(file, 'data'),
      ...more,
    });

    await expect(daemon.exit).resolves.toEqual({ code: EXIT_CONFIG, signal: null });

    expect(faultsOf(daemon)).toEqual([expect.stringContaining(join(file, 'data'))]);
  });
});

describe('a daemon with a fault that nobody caught', () => {
  it.each([
    ['an error', 'throw fault'],
    ['a rejection', 'Promise.reject(fault)'],
  ])('ends with one line in the log, and without the tokens that %s carries', async (_what, fails) => {
    const secret = 'glpat-abcdefghijklmnopqrst';
    const fault = `Object.assign(new Error('no ${secret}'), { config: { url: '${secret}' } })`;
    const isReady = "process.listenerCount('uncaughtException') > 0";
    const look = `setInterval(() => { const fault = ${fault}; if (${isReady}) ${fails}; }, 100)`;
    const daemon = run({
      TELEGRAM_BOT_TOKEN: '123456:a-token-of-no-bot',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(look)}`,
    });

    await expect(daemon.exit).resolves.toEqual({ code: 1, signal: null });

    const [line, ...others] = daemon.logged('a fault of Forgewatch itself, please report it');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ level: 'error', error: { message: 'no [secret]' } });
    expect(daemon.output).not.toContain(secret);
    expect(daemon.stderr).toBe('');
  });
});

describe('the command line', () => {
  it('refuses a command that it does not know', async () => {
    const daemon = run({ TELEGRAM_BOT_TOKEN: '123456:a-token-of-no-bot' }, ['fly']);

    const { code } = await daemon.exit;

    expect(code).toBe(2);
    expect(daemon.stderr).toMatch(/fly|too many arguments/);
    expect(daemon.stderr).not.toMatch(/\bat .*\.js/);
    expect(daemon.stdout).toBe('');
  });

  it('prints help and version without any settings', async () => {
    const [help, version] = [run({}, ['--help']), run({}, ['--version'])];

    await expect(help.exit).resolves.toEqual({ code: 0, signal: null });
    await expect(version.exit).resolves.toEqual({ code: 0, signal: null });

    expect(help.stdout).toMatch(/Usage: forgewatch[^]*start/);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a second daemon on the same data directory', () => {
  it(
    'is refused with a sentence, and the first goes on',
    async () => {
      const town = await startTown({ clock: systemClock, people: 1 });
      try {
        const first = town.run('shared');
        await town.ready();

        const second = town.run('shared');
        const startedAt = Date.now();
        const { code } = await second.exit;

        expect(code).toBe(EXIT_CONFIG);
        expect(Date.now() - startedAt).toBeLessThan(REFUSAL_LIMIT_MS);
        expect(faultsOf(second)).toEqual([
          expect.stringMatching(
            /Another Forgewatch is running on .*shared.*: stop it, or give this one another/,
          ),
        ]);
        expect(town.telegram.world.pollConflicts).toBe(0);
        await town.ask(town.people[0]!, '/help', /what concerns you/);

        await first.stop('SIGKILL');
        const heir = town.run('shared');
        await waitUntil(
          () => heir.logged('at work').length > 0,
          'the heir of a killed daemon',
          60_000,
          () => heir.output,
        );
      } finally {
        await town.close();
      }
    },
    TIME_LIMIT_MS,
  );
});
