import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { renderEnvExample } from '../../../config/env-example.js';
import { loadConfig } from '../../../config/index.js';
import { USUAL_RETENTION } from '../../../src/domain/retention.js';
import { DAY } from '../../../src/domain/time.js';
import { configFaults } from '../../support/config-faults.js';

const BOT_TOKEN = '123456:abcdefghijklmnop';

function directory(envFile = ''): string {
  const path = mkdtempSync(join(tmpdir(), 'forgewatch-config-'));
  if (envFile !== '') writeFileSync(join(path, '.env'), envFile);
  return path;
}

const faultsOf = (env: Record<string, string>): readonly string[] =>
  configFaults(() => loadConfig(env, directory()));

describe('loadConfig', () => {
  it('needs nothing but a bot token', () => {
    const path = directory();

    const config = loadConfig({ TELEGRAM_BOT_TOKEN: BOT_TOKEN }, path);

    expect(config.databaseUrl).toBeNull();
    expect(config.dataDir).toBe(join(path, 'data'));
    expect(config.pollIntervalSeconds).toBe(60);
    expect(config.forges.map(({ apiUrl }) => apiUrl)).toEqual([
      'https://gitlab.com/api/v4',
      'https://api.github.com',
    ]);
  });

  it('reads the .env file, and prefers the environment to it', () => {
    const path = directory(`TELEGRAM_BOT_TOKEN=${BOT_TOKEN}\nPOLL_INTERVAL_SECONDS=30\nHTTP_PORT=9000\n`);

    const config = loadConfig({ HTTP_PORT: '9100' }, path);

    expect(config.pollIntervalSeconds).toBe(30);
    expect(config.http.port).toBe(9100);
  });

  it('takes an empty variable for one that is not set', () => {
    const config = loadConfig(
      { TELEGRAM_BOT_TOKEN: BOT_TOKEN, POLL_INTERVAL_SECONDS: '', GITLAB_URLS: ' ' },
      directory(),
    );

    expect(config.pollIntervalSeconds).toBe(60);
    expect(config.forges[0]?.url).toBe('https://gitlab.com');
  });

  it.each([
    ['https://GitHub.com/', 'https://github.com', 'https://api.github.com'],
    ['https://git.example.com', 'https://git.example.com', 'https://git.example.com/api/v3'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000', 'http://127.0.0.1:4000/api/v3'],
    ['https://example.com:443/hub//', 'https://example.com/hub', 'https://example.com/hub/api/v3'],
  ])('finds the API of the GitHub at %s', (given, url, apiUrl) => {
    const config = loadConfig({ TELEGRAM_BOT_TOKEN: BOT_TOKEN, GITHUB_URLS: given }, directory());

    expect(config.forges.filter(({ kind }) => kind === 'github')).toEqual([{ kind: 'github', url, apiUrl }]);
  });

  it('reports every fault at once, by the name of its variable', () => {
    const faults = faultsOf({
      POLL_INTERVAL_SECONDS: '3',
      GITLAB_URLS: 'gitlab',
      ALLOWED_USERS: '@bob',
      LOG_LEVEL: 'loud',
      HTTP_PORT: '12abc',
      SECRET_KEY: 'short',
      DATABASE_URL: 'mysql://root@localhost/x',
    });

    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'ALLOWED_USERS',
      'DATABASE_URL',
      'GITLAB_URLS',
      'HTTP_PORT',
      'LOG_LEVEL',
      'POLL_INTERVAL_SECONDS',
      'SECRET_KEY',
      'TELEGRAM_BOT_TOKEN',
    ]);
  });

  it.each([
    [{ HTTP_PORT: '8080' }, 'http://127.0.0.1:8080'],
    [{ HTTP_PORT: '8080', HTTP_HOST: '::1' }, 'http://[::1]:8080'],
    [
      {
        HTTP_PORT: '8080',
        HTTP_HOST: '0.0.0.0',
        HTTP_TOKEN: 'x'.repeat(16),
        HTTP_PUBLIC_URL: 'https://f.example/',
      },
      'https://f.example',
    ],
    [{ HTTP_PORT: '8080', HTTP_HOST: '0.0.0.0', HTTP_TOKEN: 'x'.repeat(16) }, null],
    [{ HTTP_HOST: '0.0.0.0' }, null],
  ])('finds where people reach the page with %j', (env, url) => {
    const config = loadConfig({ TELEGRAM_BOT_TOKEN: BOT_TOKEN, ...env }, directory());

    expect(config.http.publicUrl).toBe(url);
  });

  it.each([
    [{ HTTP_PORT: '8080', HTTP_HOST: '0.0.0.0' }, /^HTTP_TOKEN is missing/],
    [{ HTTP_TOKEN: 'short' }, /^HTTP_TOKEN must have 16/],
    [{ HTTP_PUBLIC_URL: 'https://f.example/path' }, /^HTTP_PUBLIC_URL must be/],
    [{ HTTP_PUBLIC_URL: 'ftp://f.example' }, /^HTTP_PUBLIC_URL must be/],
    [{ TIMELINE_DAYS: '30' }, /^TIMELINE_DAYS must be at least SNAPSHOT_DAYS, which is 90/],
    [{ TIMELINE_DAYS: '29' }, /^TIMELINE_DAYS must be a whole number of days, 30 to 3650/],
    [{ SNAPSHOT_DAYS: '120', TIMELINE_DAYS: '200' }, /^MESSAGE_DAYS must be at least/],
    [{ ACTION_DAYS: '6' }, /^ACTION_DAYS must be/],
    [{ TICKET_DAYS: '3' }, /^TICKET_DAYS must be/],
  ])('refuses %j', (env, sentence) => {
    expect(faultsOf({ TELEGRAM_BOT_TOKEN: BOT_TOKEN, ...env })).toEqual([expect.stringMatching(sentence)]);
  });

  it('keeps everything for 90 days, tickets as long as their desk, and each as long as it is told', () => {
    const load = (env: Readonly<Record<string, string>>) =>
      loadConfig({ TELEGRAM_BOT_TOKEN: BOT_TOKEN, ...env }, directory()).retention;

    expect(load({})).toEqual(USUAL_RETENTION);
    expect(
      load({
        TIMELINE_DAYS: '365',
        SNAPSHOT_DAYS: '30',
        MESSAGE_DAYS: '31',
        ACTION_DAYS: '730',
        TICKET_DAYS: '7',
      }),
    ).toEqual({
      eventsMs: 365 * DAY,
      snapshotsMs: 30 * DAY,
      messagesMs: 31 * DAY,
      actionsMs: 730 * DAY,
      ticketsMs: 7 * DAY,
    });
  });

  it('leaves to the processes of reactions what Node itself is set to, the proxies, and nothing else', () => {
    const { reactions } = loadConfig(
      {
        TELEGRAM_BOT_TOKEN: BOT_TOKEN,
        REACTIONS_DIR: 'reactions',
        REACTIONS_ACCOUNT: 'bot@https://gitlab.com',
        REACTIONS_PROJECTS: 'https://gitlab.com/acme/shop',
        NODE_EXTRA_CA_CERTS: '/etc/ssl/house.pem',
        NODE_USE_ENV_PROXY: '1',
        https_proxy: 'http://proxy.example.com:3128',
      },
      directory(),
    );

    expect(reactions?.environment).toEqual({
      NODE_EXTRA_CA_CERTS: '/etc/ssl/house.pem',
      NODE_USE_ENV_PROXY: '1',
      https_proxy: 'http://proxy.example.com:3128',
    });
  });

  it('never repeats a secret in a fault', () => {
    const faults = faultsOf({
      TELEGRAM_BOT_TOKEN: 'not-a-token-but-secret',
      DATABASE_URL: 'pg://u:hunter2@h/d',
    });

    expect(faults.join(' ')).not.toMatch(/hunter2|not-a-token-but-secret/);
  });

  it('shows no secret when it is printed', () => {
    const config = loadConfig(
      {
        TELEGRAM_BOT_TOKEN: BOT_TOKEN,
        SECRET_KEY: 'correct horse battery',
        DATABASE_URL: 'postgres://u:hunter2@h/d',
      },
      directory(),
    );

    expect(JSON.stringify(config)).not.toMatch(/abcdefghijklmnop|correct horse|hunter2/);
  });
});

describe('.env.example', () => {
  it('is what the schema renders', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(renderEnvExample());
  });
});
