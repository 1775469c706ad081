import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EXIT } from '../../../src/tail/exit-code.js';
import { createTailCommand } from '../../../src/tail/tail-command.js';
import { parsePropertyList } from '../../support/property-list.js';

const UNIT = 'docs/service/forgewatch-tail.service';
const AGENT = 'docs/service/forgewatch.tail.plist';
/** What starting again does not mend. */
const FOR_GOOD = [EXIT.usage, EXIT.noProject, EXIT.token, EXIT.config];

/** Whose `forgewatch`, found by a login shell alone, writes down how it was called and ends as it is told to. */
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'forgewatch-service-'));
  const path = `export PATH="${home}/bin:$PATH"\n`;
  for (const name of ['.profile', '.zprofile']) await writeFile(join(home, name), path);
  for (const part of ['bin', '.config/forgewatch', 'Library/Logs'])
    await mkdir(join(home, part), { recursive: true });
  const program = join(home, 'bin/forgewatch');
  await writeFile(
    program,
    '#!/bin/sh\nprintf "%s\\n" "$GITLAB_TOKEN" "$@" > "$HOME/called"\nexit ${ENDS:-0}\n',
  );
  await chmod(program, 0o755);
});

afterEach(() => rm(home, { recursive: true, force: true }));

/** Ends with the code of the command line. */
async function run(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const [file = '', ...rest] = argv;
  const { PATH = '' } = process.env;
  const running = promisify(execFile)(file, rest, { env: { PATH, HOME: home, ...env } });
  return running.then(
    () => 0,
    (error: unknown) => Number((error as { readonly code?: unknown }).code),
  );
}

interface Call {
  readonly token: string;
  readonly command: string;
  readonly options: object;
}

/** What `forgewatch` was called with, read as it reads it: an option that there is not makes it throw. */
async function called(): Promise<Call> {
  const [token = '', command = '', ...words] = (await readFile(join(home, 'called'), 'utf8'))
    .trim()
    .split('\n');
  let options: object = {};
  const tail = createTailCommand(
    (given) => {
      options = given;
      return Promise.resolve();
    },
    (code) => {
      throw new Error(`exit ${code}: ${words.join(' ')}`);
    },
  );
  await tail.parseAsync(words, { from: 'user' });
  return { token, command, options };
}

describe("the unit for systemd's user manager", () => {
  type Section = Readonly<Record<string, string>>;

  async function unit(): Promise<Readonly<Record<string, Section>>> {
    const sections: Record<string, Record<string, string>> = {};
    let section: Record<string, string> = {};
    for (const line of (await readFile(UNIT, 'utf8')).split('\n')) {
      const [, name, key, value] = /^(?:\[(\w+)\]|(\w+)=(.*))$/.exec(line) ?? [];
      if (name !== undefined) section = sections[name] = {};
      else if (key !== undefined && value !== undefined) section[key] = value;
      else if (line !== '' && !line.startsWith('#')) throw new Error(`no line of a unit: ${line}`);
    }
    return sections;
  }

  it('follows with the options that there are, and the state where systemd says', async () => {
    const { Service = {} } = await unit();
    const [, shell = '', flags = '', script = ''] =
      /^(\S+) (\S+) '(.*)'$/.exec(Service['ExecStart'] ?? '') ?? [];
    const state = join(home, 'a state');

    const code = await run([shell, flags, script.replaceAll('$$', '$')], {
      STATE_DIRECTORY: state,
      GITLAB_TOKEN: 'glpat-1',
    });

    expect(code).toBe(0);
    expect(await called()).toEqual({
      token: 'glpat-1',
      command: 'tail',
      options: { projects: [], desktop: true, color: true, state: `${state}/tail.json` },
    });
  });

  it('is started again but for what that does not mend', async () => {
    const { Service = {} } = await unit();

    expect(Service['Restart']).toBe('on-failure');
    expect(Service['RestartPreventExitStatus']?.split(' ').map(Number)).toEqual(FOR_GOOD);
  });

  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

  (hasSystemd ? it : it.skip)('is one to systemd (skipped without systemd-analyze)', () => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--user', '--man=no', UNIT], {
      encoding: 'utf8',
      env: { ...process.env, XDG_RUNTIME_DIR: home, HOME: home },
    });

    expect(stderr.split('\n').filter((line) => line.includes('forgewatch-tail'))).toEqual([]);
    expect(status).toBe(0);
  });
});

describe('the agent for launchd', () => {
  async function argv(): Promise<readonly string[]> {
    const [zsh, ...rest] = parsePropertyList(await readFile(AGENT, 'utf8'))[
      'ProgramArguments'
    ] as readonly string[];
    expect(zsh).toBe('/bin/zsh');
    // What it says is understood by every shell, and not every machine has this one.
    return [spawnSync('/bin/zsh', ['-c', 'true']).status === 0 ? '/bin/zsh' : '/bin/sh', ...rest];
  }

  const environment = (ends: number): Promise<void> =>
    writeFile(
      join(home, '.config/forgewatch/tail.env'),
      `export GITLAB_TOKEN=glpat-1\nexport FORGEWATCH_TAIL_PROJECTS=group/app\nexport ENDS=${ends}\n`,
    );

  it('follows with the options that there are, and the settings of its file', async () => {
    await environment(0);

    expect(await run(await argv(), {})).toBe(0);
    expect(await called()).toEqual({
      token: 'glpat-1',
      command: 'tail',
      options: { projects: [], desktop: true, color: true, state: `${home}/.config/forgewatch/tail.json` },
    });
    expect(await readFile(join(home, 'Library/Logs/forgewatch-tail.log'), 'utf8')).toBe('');
  });

  it.each([...FOR_GOOD.map((code) => [code, 0] as const), [EXIT.output, EXIT.output] as const])(
    'that ends with %i tells launchd %i, which starts it again unless that is 0',
    async (ends, told) => {
      await environment(ends);

      expect(await run(await argv(), {})).toBe(told);
      const { Label, KeepAlive, RunAtLoad } = parsePropertyList(await readFile(AGENT, 'utf8'));
      expect({ Label, KeepAlive, RunAtLoad }).toEqual({
        Label: 'forgewatch.tail',
        KeepAlive: { SuccessfulExit: false },
        RunAtLoad: true,
      });
    },
  );
});

it('both are named after what the package installs', async () => {
  const { bin } = JSON.parse(await readFile('package.json', 'utf8')) as { readonly bin: object };

  expect(Object.keys(bin)).toEqual(['forgewatch']);
});
