import type { Config } from '../../config/index.js';
import type { Forge } from '../../src/domain/forge.js';
import { USUAL_RETENTION } from '../../src/domain/retention.js';
import { Secret } from '../../src/domain/secret.js';

/** Settings of a daemon that is built in this process. */
export function benchConfig(parts: {
  readonly forges: readonly Forge[];
  readonly telegram: { readonly url: string; readonly token: string };
  readonly dataDir: string;
  readonly pollIntervalSeconds?: number;
}): Config {
  return {
    telegram: { botToken: new Secret(parts.telegram.token), apiRoot: parts.telegram.url },
    databaseUrl: null,
    dataDir: parts.dataDir,
    secretKey: null,
    forges: parts.forges,
    proxies: null,
    pollIntervalSeconds: parts.pollIntervalSeconds ?? 60,
    reactions: null,
    retention: USUAL_RETENTION,
    allowedUsers: ['1'],
    log: { level: 'warn', format: 'json' },
    http: { host: '127.0.0.1', port: 0, token: null, publicUrl: null },
  };
}
