import { describe, expect, it } from '@jest/globals';
import { chooseProxy } from '../../../src/proxy/choose-proxy.js';

const HTTPS = { url: 'http://secure.example.com:3128', authorization: null };
const HTTP = { url: 'http://plain.example.com:3128', authorization: null };

function isProxied(url: string, ...exempt: readonly string[]): boolean {
  return chooseProxy({ https: HTTPS, http: HTTP, exempt }, new URL(url)) !== null;
}

describe('the proxy of an address', () => {
  it('is that of its scheme', () => {
    const proxies = { https: HTTPS, http: null, exempt: [] };

    expect(chooseProxy(proxies, new URL('https://gitlab.example.com'))).toBe(HTTPS);
    expect(chooseProxy(proxies, new URL('http://gitlab.example.com'))).toBeNull();
    expect(chooseProxy({ ...proxies, http: HTTP }, new URL('http://gitlab.example.com'))).toBe(HTTP);
  });

  it.each(['localhost', 'forge.localhost', '127.0.0.1:8080', '127.1.2.3', '[::1]:8080', '2130706433'])(
    'is never asked for this machine: %s',
    (host) => expect(isProxied(`http://${host}/`)).toBe(false),
  );

  it.each([
    ['https://gitlab.example.com', 'example.com'],
    ['https://gitlab.example.com', '.example.com'],
    ['https://gitlab.example.com', '*.example.com'],
    ['https://example.com', '.Example.com'],
    ['https://gitlab.example.com', 'example.com:443'],
    ['http://gitlab.example.com:8080', 'gitlab.example.com:8080'],
    ['https://10.1.2.3', '10.0.0.0/8'],
    ['https://10.1.2.3', '10.1.2.3'],
    ['https://[fd00::7]', 'fd00::/8'],
    ['https://[fd00::7]', '[fd00::7]'],
    ['https://anything.test', '*'],
  ])('is not asked for %s where NO_PROXY lists %s', (url, entry) => {
    expect(isProxied(url, 'other.test', entry)).toBe(false);
  });

  it.each([
    ['https://notexample.com', 'example.com'],
    ['https://example.com.evil.test', 'example.com'],
    ['https://gitlab.example.com', 'example.com:8443'],
    ['https://11.1.2.3', '10.0.0.0/8'],
    ['https://10.1.2.3', '10.0.0.0/99'],
    ['https://10.example.com', '10.0.0.0/8'],
    ['https://example.com', '/'],
  ])('is asked for %s though NO_PROXY lists %s', (url, entry) => {
    expect(isProxied(url, entry)).toBe(true);
  });
});
