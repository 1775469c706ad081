import convict from 'convict';
import { ConfigError } from '../src/domain/errors.js';
import type { Proxies, ProxyServer } from '../src/domain/proxies.js';
import { Secret } from '../src/domain/secret.js';
import { addFormats } from './formats.js';
import { type Environment, findFaults, withoutEmpty, withoutUndefined } from './read-settings.js';

export const proxySchema = {
  https: {
    doc: 'Proxy for what is asked over https, such as http://user:password@proxy.example.com:3128. Empty: none. The lower-case names of the three are read, too.',
    format: 'proxy-url',
    default: '',
    env: 'HTTPS_PROXY',
    sensitive: true,
  },
  http: {
    doc: 'Proxy for what is asked over plain http. Empty: none.',
    format: 'proxy-url',
    default: '',
    env: 'HTTP_PROXY',
    sensitive: true,
  },
  exempt: {
    doc: 'What is asked directly all the same, comma-separated: .example.com,10.0.0.0/8. This machine always is.',
    format: 'text',
    default: '',
    env: 'NO_PROXY',
  },
};

export const PROXY_NAMES = Object.values(proxySchema).map(({ env }) => env);

interface Values {
  readonly https: string;
  readonly http: string;
  readonly exempt: string;
}

/** From the environment alone; `null`: there are none. Throws `ConfigError` with every fault at once. */
export function loadProxies(env: Environment): Proxies | null {
  addFormats();
  const settings = convict(proxySchema, {
    env: withoutEmpty(withProxyNames(withoutUndefined(env))),
    args: [],
  });
  const names = Object.entries(proxySchema).map(([path, { env: name }]) => [path, name] as const);
  const faults = findFaults(() => settings.validate({ allowed: 'strict' }), names);
  if (faults.length > 0) throw new ConfigError(faults);
  return resolveProxies(settings.getProperties());
}

export function resolveProxies({ https, http, exempt }: Values): Proxies | null {
  if (https === '' && http === '') return null;
  return { https: serverAt(https), http: serverAt(http), exempt: exempt.split(/[\s,]+/).filter(Boolean) };
}

/** Other programs take these names in both cases, and the lower one first. */
export function withProxyNames(env: Record<string, string>): Record<string, string> {
  const lower = PROXY_NAMES.map((name) => [name, env[name.toLowerCase()] ?? ''] as const);
  return { ...env, ...withoutEmpty(Object.fromEntries(lower)) };
}

function serverAt(address: string): ProxyServer | null {
  if (address === '') return null;
  const { protocol, host, username, password } = new URL(address);
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    url: `${protocol}//${host}`,
    authorization: user === ':' ? null : new Secret(`Basic ${Buffer.from(user).toString('base64')}`),
  };
}
