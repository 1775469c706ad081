import { isPlainAddress } from '../../config/formats.js';
import { resolveForges } from '../../config/forges.js';
import { loadProxies } from '../../config/proxies.js';
import { ConfigError } from '../domain/errors.js';
import type { Forge, ForgeKind } from '../domain/forge.js';
import type { Proxies } from '../domain/proxies.js';
import { Secret } from '../domain/secret.js';
import type { Place } from './wish.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ChosenForge {
  readonly forge: Forge;
  readonly secret: Secret;
  /** Path or number of the project at that forge. */
  readonly project: string;
  readonly proxies: Proxies | null;
}

const VARIABLES: Readonly<Record<ForgeKind, string>> = { gitlab: 'GITLAB_TOKEN', github: 'GITHUB_TOKEN' };
const PUBLIC: Readonly<Record<ForgeKind, string>> = {
  gitlab: 'https://gitlab.com',
  github: 'https://github.com',
};

/** The forge of a command: the one that is named, else the one that there is a token for. Text: what is wrong. */
export function chooseForge(place: Place, env: Environment): ChosenForge | string {
  const kind = kindOf(place, env);
  if (typeof kind !== 'string' || !isKind(kind)) return kind;
  const token = tokenOf(kind, env);
  if (token === '') return `There is no token: put it into ${VARIABLES[kind]}.`;
  const url = place[kind] ?? PUBLIC[kind];
  if (!isPlainAddress(url))
    return `--${kind} must be a plain http:// or https:// address, without user, query or fragment.`;
  const [forge] = kind === 'gitlab' ? resolveForges([url], []) : resolveForges([], [url]);
  if (forge === undefined) return `--${kind} is no address of a forge.`;
  const project = place.project.startsWith(`${forge.url}/`)
    ? place.project.slice(forge.url.length + 1)
    : place.project;
  if (/^https?:/.test(project)) return `${project} is not at ${forge.url}.`;
  const proxies = proxiesOf(env);
  if (typeof proxies === 'string') return proxies;
  return { forge, secret: new Secret(token), project: project.replace(/\/+$|\.git$/g, ''), proxies };
}

function proxiesOf(env: Environment): Proxies | null | string {
  try {
    return loadProxies(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

function kindOf({ project, gitlab, github }: Place, env: Environment): string {
  if (gitlab !== null && github !== null) return 'Name one forge: --gitlab or --github.';
  if (gitlab !== null) return 'gitlab';
  if (github !== null) return 'github';
  const kinds = ['gitlab', 'github'] as const;
  const addressed = kinds.find((kind) => project.startsWith(`${PUBLIC[kind]}/`));
  if (addressed !== undefined) return addressed;
  const known = kinds.filter((kind) => tokenOf(kind, env) !== '');
  if (known.length === 2) return 'There are tokens for both: name the forge with --gitlab or --github.';
  return known[0] ?? 'There is no token: put it into GITLAB_TOKEN or GITHUB_TOKEN.';
}

function isKind(text: string): text is ForgeKind {
  return text === 'gitlab' || text === 'github';
}

function tokenOf(kind: ForgeKind, env: Environment): string {
  return env[VARIABLES[kind]]?.trim() ?? '';
}
