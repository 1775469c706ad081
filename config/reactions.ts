import { resolve } from 'node:path';
import { ConfigError } from '../src/domain/errors.js';
import type { Forge } from '../src/domain/forge.js';
import { normalise } from './forges.js';
import { PROXY_NAMES } from './proxies.js';
import { type Environment, withoutUndefined } from './read-settings.js';

/** Where the operator's own code is, and what it sees and acts with. */
export interface ReactionsConfig {
  readonly directory: string;
  readonly accounts: readonly { readonly forge: Forge; readonly login: string }[];
  readonly projects: readonly { readonly forge: Forge; readonly path: string }[];
  readonly isDryRun: boolean;
  /** Of the daemon's own environment, what its processes get. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Without them a module could not call a server of the house, or beyond it. A proxy's password is the one secret. */
const OF_NODE = [
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'NODE_USE_ENV_PROXY',
  ...PROXY_NAMES.flatMap((name) => [name, name.toLowerCase()]),
];

interface Values {
  readonly directory: string;
  readonly accounts: readonly string[];
  readonly projects: readonly string[];
  readonly dryRun: boolean;
}

/** `null`: there are none. Throws `ConfigError` for what does not fit the forges of the allow-list. */
export function resolveReactions(
  values: Values,
  forges: readonly Forge[],
  { base, env }: { readonly base: string; readonly env: Environment },
): ReactionsConfig | null {
  if (values.directory === '') return null;
  const faults: string[] = [];
  const accounts = values.accounts.flatMap((text) => {
    const [login = '', ...address] = text.split('@');
    const forge = forges.find(({ url }) => url === normalise(address.join('@')));
    if (forge === undefined)
      faults.push(`REACTIONS_ACCOUNT: ${text} is at none of GITLAB_URLS and GITHUB_URLS`);
    return forge === undefined ? [] : [{ forge, login }];
  });
  const projects = values.projects.flatMap((text) => {
    const url = normalise(text);
    const forge = forges.find((one) => url.startsWith(`${one.url}/`));
    if (forge === undefined)
      faults.push(`REACTIONS_PROJECTS: ${text} is at none of GITLAB_URLS and GITHUB_URLS`);
    else if (accounts.every((account) => account.forge.url !== forge.url))
      faults.push(`REACTIONS_PROJECTS: ${text} is at a forge for which REACTIONS_ACCOUNT names no account`);
    return forge === undefined ? [] : [{ forge, path: decodeURI(url.slice(forge.url.length + 1)) }];
  });
  if (values.accounts.length === 0) faults.push('REACTIONS_ACCOUNT: is missing, while REACTIONS_DIR is set');
  if (values.projects.length === 0) faults.push('REACTIONS_PROJECTS: is missing, while REACTIONS_DIR is set');
  if (new Set(accounts.map(({ forge }) => forge.url)).size < accounts.length)
    faults.push('REACTIONS_ACCOUNT: names two accounts of one forge');
  if (faults.length > 0) throw new ConfigError(faults);
  const ofNode = Object.entries(withoutUndefined(env)).filter(([name]) => OF_NODE.includes(name));
  return {
    directory: resolve(base, values.directory),
    accounts,
    projects,
    isDryRun: values.dryRun,
    environment: Object.fromEntries(ofNode),
  };
}
