import { ConfigError } from '../src/domain/errors.js';
import { Secret } from '../src/domain/secret.js';
import type { HttpConfig } from './index.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;
/** Every address of the machine, and so none that could stand in a link. */
const ANY = new Set(['0.0.0.0', '::']);

interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly publicUrl: string;
}

export function resolveHttp({ host, port, token, publicUrl }: HttpSettings): HttpConfig {
  if (port !== 0 && token === '' && !LOOPBACK.test(host)) {
    throw new ConfigError([
      'HTTP_TOKEN is missing, but other machines can reach HTTP_HOST: set a token of 16 characters or more',
    ]);
  }
  return {
    host,
    port,
    token: token === '' ? null : new Secret(token),
    publicUrl: port === 0 ? null : baseOf(host, port, publicUrl),
  };
}

function baseOf(host: string, port: number, publicUrl: string): string | null {
  if (publicUrl !== '') return new URL(publicUrl).origin;
  if (ANY.has(host)) return null;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
