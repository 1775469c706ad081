import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../simulator/demo/system-clock.js';
import { type ConnectProxy, startConnectProxy } from '../../support/connect-proxy.js';
import { DaemonRun } from '../../support/daemon-run.js';
import { startTown, type Town } from '../../support/town.js';
import { waitUntil } from '../../support/wait-until.js';

const TIME_LIMIT_MS = 90_000;
const GITLAB = 'http://gitlab.test';

let town: Town;
let proxy: ConnectProxy;

beforeAll(async () => {
  town = await startTown({ clock: systemClock, people: 1 });
}, TIME_LIMIT_MS);

afterAll(() => town.close());

beforeEach(async () => {
  proxy = await startConnectProxy({
    'gitlab.test': town.servers.gitlab.url,
    'telegram.test': town.telegram.url,
  });
});

afterEach(() => proxy.stop());

function withPassword(): string {
  return proxy.url.replace('//', '//ann:hunter2@');
}

function shell(...args: readonly string[]): DaemonRun {
  const token = town.people[0]?.tokens.gitlab ?? '';
  const settings = { GITLAB_TOKEN: token, http_proxy: withPassword() };
  return new DaemonRun({ directory: town.directory, args: [...args, '--gitlab', GITLAB], settings });
}

describe('a daemon behind a proxy', () => {
  it(
    'reaches Telegram and the forge through it alone, and shows whose it is without the password',
    async () => {
      const [person] = town.people;
      if (person === undefined) throw new Error('nobody lives here');
      const daemon = town.run('proxied', {
        TELEGRAM_API_ROOT: 'http://telegram.test',
        GITLAB_URLS: GITLAB,
        HTTP_PROXY: withPassword(),
      });
      await town.ready();

      await town.ask(person, `/token ${person.tokens.gitlab}`, /Linked!/);

      expect(proxy.asked).toContain('CONNECT telegram.test:80');
      expect(proxy.asked).toContain(`GET ${GITLAB}/api/v4/user`);
      expect(daemon.logged('at work')[0]?.['proxies']).toMatchObject({
        http: { url: proxy.url },
        https: null,
      });

      proxy.refuse(407);
      await waitUntil(
        () => daemon.output.includes('which answered 407'),
        'the log to name the proxy',
        60_000,
      );
      await daemon.stop();
      expect(daemon.output).not.toMatch(/hunter2|Basic /);
    },
    TIME_LIMIT_MS,
  );
});

describe('the commands of the shell behind a proxy', () => {
  it('do their work through it', async () => {
    const run = shell('issue', 'create', town.projects.gitlab, '--title', 'Broken');

    await expect(run.exit).resolves.toMatchObject({ code: 0 });

    expect(proxy.asked.some((line) => line.startsWith(`POST ${GITLAB}/api/v4/projects/`))).toBe(true);
  });

  it('follow projects through it', async () => {
    const run = shell('tail', town.projects.gitlab, '--once', '--since', '1h');

    await expect(run.exit).resolves.toMatchObject({ code: 0 });

    expect(proxy.asked).toContain(`GET ${GITLAB}/api/v4/user`);
  });

  it.each([
    ['tail', 78],
    ['issue', 2],
  ])('name a proxy that they cannot use: %s', async (command, code) => {
    const more = command === 'tail' ? [] : ['--title', 'x'];
    const args = [...(command === 'tail' ? ['tail'] : ['issue', 'create']), 'acme/shop', ...more];
    const run = new DaemonRun({
      directory: town.directory,
      args,
      settings: { GITLAB_TOKEN: 'glpat-x', HTTPS_PROXY: 'socks5://ann:hunter2@proxy.test' },
    });

    await expect(run.exit).resolves.toMatchObject({ code });

    expect(run.stderr).toMatch(/^HTTPS_PROXY must be an http:\/\/ or https:\/\/ address/);
    expect(run.output).not.toContain('hunter2');
  });
});
