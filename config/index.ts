import { resolve } from 'node:path';
import convict from 'convict';
import { config as readEnvFile } from 'dotenv';
import { ConfigError } from '../src/domain/errors.js';
import type { Forge } from '../src/domain/forge.js';
import type { Proxies } from '../src/domain/proxies.js';
import type { Retention } from '../src/domain/retention.js';
import { Secret } from '../src/domain/secret.js';
import { addFormats } from './formats.js';
import { resolveForges } from './forges.js';
import { resolveHttp } from './http.js';
import { resolveProxies, withProxyNames } from './proxies.js';
import { type Environment, findFaults, withoutEmpty, withoutUndefined } from './read-settings.js';
import { type ReactionsConfig, resolveReactions } from './reactions.js';
import { resolveRetention } from './retention.js';
import { schema } from './schema.js';

export interface Config {
  readonly telegram: { readonly botToken: Secret; readonly apiRoot: string };
  /** `null`: the embedded database in `dataDir`. */
  readonly databaseUrl: Secret | null;
  readonly dataDir: string;
  /** `null`: generated into `dataDir`. */
  readonly secretKey: Secret | null;
  readonly forges: readonly Forge[];
  /** `null`: everything is asked directly. */
  readonly proxies: Proxies | null;
  readonly pollIntervalSeconds: number;
  readonly retention: Retention;
  /** Telegram user ids; empty asks for a claim code. */
  readonly allowedUsers: readonly string[];
  /** `null`: the operator has no code of their own. */
  readonly reactions: ReactionsConfig | null;
  readonly log: { readonly level: string; readonly format: 'json' | 'pretty' };
  readonly http: HttpConfig;
}

export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  /** `null`: nobody but this machine gets there. */
  readonly token: Secret | null;
  /** Where people reach the page; `null`: they cannot, or nobody said where. */
  readonly publicUrl: string | null;
}

/** Settings of `env` over those of the `.env` file in `directory`. Throws `ConfigError` with every fault at once. */
export function loadConfig(env: Environment, directory: string): Config {
  addFormats();
  const fromFile: Record<string, string> = {};
  readEnvFile({ path: resolve(directory, '.env'), processEnv: fromFile, quiet: true });
  const settings = convict(schema, {
    env: withoutEmpty({ ...withProxyNames(fromFile), ...withProxyNames(withoutUndefined(env)) }),
    args: [],
  });
  const faults = findFaults(() => settings.validate({ allowed: 'strict' }), variables(schema, ''));
  if (faults.length > 0) throw new ConfigError(faults);
  const values = settings.getProperties();
  const forges = resolveForges(values.gitlabUrls, values.githubUrls);
  const http = resolveHttp(values.http);
  return {
    telegram: { botToken: new Secret(values.telegram.botToken), apiRoot: values.telegram.apiRoot },
    databaseUrl: values.database.url === '' ? null : new Secret(values.database.url),
    dataDir: resolve(directory, values.dataDir),
    secretKey: values.secretKey === '' ? null : new Secret(values.secretKey),
    forges,
    proxies: resolveProxies(values.proxy),
    pollIntervalSeconds: values.pollIntervalSeconds,
    retention: resolveRetention(values.retention),
    allowedUsers: values.allowedUsers,
    reactions: resolveReactions(values.reactions, forges, { base: directory, env }),
    log: { level: values.log.level, format: values.log.format === 'pretty' ? 'pretty' : 'json' },
    http,
  };
}

/** Every setting's path in the schema with its environment name, in the schema's order. */
function* variables(node: object, prefix: string): Generator<readonly [string, string]> {
  for (const [name, child] of Object.entries(node) as readonly (readonly [string, object])[]) {
    if ('env' in child) yield [`${prefix}${name}`, String(child.env)];
    else yield* variables(child, `${prefix}${name}.`);
  }
}
