import type { Account } from '../domain/account.js';
import { ForgeError } from '../domain/errors.js';
import type { Forge } from '../domain/forge.js';
import type { OwnProject } from '../domain/project.js';
import type { BotDeps } from './bot-deps.js';
import type { Trouble } from './forge-trouble.js';
import type { ProjectReference } from './project-reference.js';

export interface Match {
  readonly account: Account;
  readonly project: OwnProject;
}

export type Resolution =
  | { readonly kind: 'found'; readonly matches: readonly [Match, ...Match[]] }
  /** Missing and invisible are the same to whoever asks. */
  | { readonly kind: 'not-found' }
  | { readonly kind: 'failed'; readonly forge: Forge; readonly trouble: Trouble }
  | { readonly kind: 'no-account'; readonly forge: Forge };

type NamedProject = Extract<ProjectReference, { kind: 'project' }>;
type ResolveDeps = Pick<BotDeps, 'stores' | 'adapters' | 'openSession' | 'logger'>;

/** Looks for a project with each of a person's accounts that could have it. */
export async function resolveProject(
  deps: ResolveDeps,
  accounts: readonly Account[],
  reference: NamedProject,
): Promise<Resolution> {
  const [firstForge] = reference.forges;
  const able = accounts.filter(({ forge }) => reference.forges.some(({ url }) => url === forge.url));
  if (firstForge !== undefined && able.length === 0) return { kind: 'no-account', forge: firstForge };
  const matches: Match[] = [];
  let failure: Resolution | null = null;
  for (const account of able) {
    const found = await lookUp(deps, account, reference.pathOrId);
    if (found instanceof ForgeError) failure ??= { kind: 'failed', forge: account.forge, trouble: found };
    else if (found !== null) matches.push({ account, project: found });
  }
  const [first, ...rest] = matches;
  if (first !== undefined) return { kind: 'found', matches: [first, ...rest] };
  return failure ?? { kind: 'not-found' };
}

async function lookUp(
  { stores, adapters, openSession, logger }: ResolveDeps,
  account: Account,
  pathOrId: string,
): Promise<OwnProject | ForgeError | null> {
  if (account.state === 'refused') return new ForgeError('token-refused', { detail: 'refused before' });
  const open = await stores.accounts.open(account.id);
  if (open === null) return null;
  try {
    return await adapters[account.forge.kind].findProject(openSession(open), pathOrId);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    if (error.code === 'not-found') return null;
    logger.info({ accountId: account.id, error }, 'a project could not be looked up');
    return error;
  }
}
