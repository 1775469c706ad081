import convict from 'convict';
import { ConfigError } from '../src/domain/errors.js';
import type { Forge } from '../src/domain/forge.js';
import { Secret } from '../src/domain/secret.js';
import type { OpenLevel } from '../src/domain/watch.js';
import { addFormats } from './formats.js';
import { resolveForges } from './forges.js';
import { type Environment, findFaults, withoutEmpty, withoutUndefined } from './read-settings.js';
import { type TailKey, tailSchema } from './tail-schema.js';

/** A forge to look at, with what its owner gave for it. */
export interface TailForge {
  readonly forge: Forge;
  readonly secret: Secret;
  /** Names of the settings, as the person wrote them. */
  readonly addressName: string;
  readonly tokenName: string;
}

export interface TailSettings {
  readonly projects: readonly string[];
  readonly forges: readonly TailForge[];
  readonly level: OpenLevel;
  readonly events: readonly string[];
  readonly branch: readonly string[];
  readonly stage: readonly string[];
  readonly job: readonly string[];
  readonly username: string;
  readonly since: string;
  readonly stateFile: string | null;
  readonly intervalSeconds: number;
  /** `undefined`: the system's. */
  readonly timeZone: string | undefined;
  readonly wantsDesktop: boolean;
  readonly isOnce: boolean;
  readonly isJson: boolean;
  readonly hasColor: boolean;
  /** A setting as the person wrote it: `--since` or `FORGEWATCH_TAIL_SINCE`. */
  readonly nameOf: (key: TailKey) => string;
}

/** What commander read from the command line, by setting; besides `color`, which is false after `--no-color`. */
export type TailOptions = Readonly<Partial<Record<TailKey, unknown>>> & { readonly color?: boolean };

/**
 * The options over the environment. No `.env` file is read: the directory may be anybody's project, which must not
 * choose where a token is sent. Throws `ConfigError` with every fault at once.
 */
export function loadTailSettings(env: Environment, options: TailOptions): TailSettings {
  addFormats();
  const given = new Map(keys().flatMap((key) => valueOf(options[key]).map((value) => [key, value] as const)));
  const nameOf = (key: TailKey): string => (given.has(key) ? flagOf(key) : tailSchema[key].env);
  const overrides = Object.fromEntries([...given].map(([key, value]) => [tailSchema[key].env, value]));
  const settings = convict(tailSchema, {
    env: { ...withoutEmpty(withoutUndefined(env)), ...overrides },
    args: [],
  });
  const faults = findFaults(
    () => settings.validate({ allowed: 'strict' }),
    keys().map((key) => [key, nameOf(key)] as const),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  const values = settings.getProperties();
  return {
    projects: values.projects,
    forges: chooseForges(values, nameOf),
    level: values.level as OpenLevel,
    events: values.events,
    branch: values.branch,
    stage: values.stage,
    job: values.job,
    username: values.username,
    since: values.since,
    stateFile: values.state === '' ? null : values.state,
    intervalSeconds: values.interval,
    timeZone: values.timezone === '' ? undefined : values.timezone,
    wantsDesktop: values.desktop,
    isOnce: values.once,
    isJson: values.json,
    // https://no-color.org
    hasColor: options.color !== false && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    nameOf,
  };
}

interface ForgeValues {
  readonly gitlab: readonly string[];
  readonly github: readonly string[];
  readonly gitlabToken: string;
  readonly githubToken: string;
}

/** Those whose address was given; where none was, those that there is a token for. */
function chooseForges(values: ForgeValues, nameOf: (key: TailKey) => string): readonly TailForge[] {
  const isNamed = values.gitlab.length + values.github.length > 0;
  const sides = [
    { key: 'gitlab', urls: values.gitlab, home: 'https://gitlab.com', token: values.gitlabToken },
    { key: 'github', urls: values.github, home: 'https://github.com', token: values.githubToken },
  ] as const;
  const chosen = sides.filter(({ urls, token }) => (isNamed ? urls.length > 0 : token !== ''));
  const tokenOf = (key: 'gitlab' | 'github'): string => nameOf(`${key}Token`);
  const lacking = chosen.filter(({ token }) => token === '');
  if (chosen.length === 0) throw new ConfigError(['No token: set GITLAB_TOKEN or GITHUB_TOKEN.']);
  if (lacking.length > 0) {
    throw new ConfigError(
      lacking.map(({ key, urls }) => `No token for ${urls[0] ?? ''}: set ${tokenOf(key)}.`),
    );
  }
  return chosen.flatMap(({ key, urls, home, token }) => {
    const url = urls[0] ?? home;
    const forges = key === 'gitlab' ? resolveForges([url], []) : resolveForges([], [url]);
    return forges.map((forge) => ({
      forge,
      secret: new Secret(token),
      addressName: nameOf(key),
      tokenName: tokenOf(key),
    }));
  });
}

function keys(): readonly TailKey[] {
  return Object.keys(tailSchema) as TailKey[];
}

function valueOf(value: unknown): readonly string[] {
  if (typeof value === 'boolean' || typeof value === 'string') return [String(value)];
  return Array.isArray(value) && value.length > 0 ? [value.join(',')] : [];
}

function flagOf(key: TailKey): string {
  const setting = tailSchema[key];
  return 'flags' in setting ? (setting.flags.split(' ')[0] ?? key) : key;
}
