import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../config/index.js';
import { loadProxies } from '../../../config/proxies.js';
import { configFaults } from '../../support/config-faults.js';

const PROXY = 'http://proxy.example.com:3128';

const faultsOf = (env: Record<string, string>): readonly string[] => configFaults(() => loadProxies(env));

describe('the proxies of the environment', () => {
  it('are none where none is set, whatever is exempt', () => {
    expect(loadProxies({})).toBeNull();
    expect(loadProxies({ HTTPS_PROXY: ' ', https_proxy: '', NO_PROXY: 'example.com' })).toBeNull();
  });

  it('are known by their names in both cases, the lower one first', () => {
    const env = { HTTPS_PROXY: 'http://upper.test', https_proxy: PROXY, HTTP_PROXY: PROXY, http_proxy: '' };

    expect(loadProxies({ ...env, no_proxy: 'example.com, .test  10.0.0.0/8' })).toEqual({
      https: { url: PROXY, authorization: null },
      http: { url: PROXY, authorization: null },
      exempt: ['example.com', '.test', '10.0.0.0/8'],
    });
  });

  it('are over http where no scheme says otherwise', () => {
    expect(loadProxies({ HTTPS_PROXY: 'proxy.example.com:3128/' })?.https?.url).toBe(PROXY);
    expect(loadProxies({ HTTPS_PROXY: 'https://proxy.example.com' })?.https?.url).toBe(
      'https://proxy.example.com',
    );
  });

  it('keep user and password out of what can be shown', () => {
    const proxies = loadProxies({ HTTPS_PROXY: 'http://ann:p%40ss@proxy.example.com:3128' });

    expect(proxies?.https?.url).toBe(PROXY);
    const basic = Buffer.from('ann:p@ss').toString('base64');
    expect(proxies?.https?.authorization?.reveal()).toBe(`Basic ${basic}`);
    expect(inspect(proxies, { depth: 9 }) + JSON.stringify(proxies)).not.toMatch(/ann|p@ss|p%40ss|Basic/);
  });

  it.each([
    'socks5://ann:hunter2@proxy.example.com',
    'http://',
    'http://ann:100%@proxy.example.com',
    'not at all',
  ])('are named when they are wrong, and nothing of them shown: %s', (value) => {
    const sentence =
      'must be an http:// or https:// address such as http://proxy.example.com:3128, with user and password percent-encoded';
    expect(faultsOf({ https_proxy: value, HTTP_PROXY: value })).toEqual([
      `HTTPS_PROXY ${sentence}`,
      `HTTP_PROXY ${sentence}`,
    ]);
  });
});

describe('the proxies of the daemon', () => {
  it('stand in the .env file, too, and the environment wins in either case', () => {
    const directory = mkdtempSync(join(tmpdir(), 'forgewatch-proxies-'));
    const lines = [
      'TELEGRAM_BOT_TOKEN=123456:abcdefghijklmnop',
      `HTTPS_PROXY=${PROXY}`,
      'http_proxy=http://file.test',
    ];
    writeFileSync(join(directory, '.env'), lines.join('\n'));

    const { proxies } = loadConfig({ HTTP_PROXY: 'http://environment.test' }, directory);

    expect(proxies?.https?.url).toBe(PROXY);
    expect(proxies?.http?.url).toBe('http://environment.test');
    expect(loadConfig({ https_proxy: 'http://environment.test' }, directory).proxies?.https?.url).toBe(
      'http://environment.test',
    );
  });
});
