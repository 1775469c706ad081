import type { TailSettings } from '../../config/tail.js';
import type { OpenAccount } from '../domain/account.js';
import type { Project } from '../domain/project.js';
import { type Clock, SECOND } from '../domain/time.js';
import { EXIT, type TailEnd } from './exit-code.js';
import { findProjects, type FoundProjects } from './find-projects.js';
import { type Asking, openAccount, type Refusal } from './open-account.js';
import type { TailPlan } from './tail-plan.js';
import type { Wait } from './waiting.js';

/** What there is to follow, by account. */
export interface Entry {
  readonly account: OpenAccount;
  readonly projects: readonly Project[];
}

export interface EnterDeps extends Asking {
  readonly settings: TailSettings;
  readonly plan: TailPlan;
  readonly clock: Clock;
  readonly note: (sentence: string) => Promise<void>;
  readonly wait: Wait;
}

export interface Entrance {
  readonly entries: readonly Entry[];
  /** Something that was named is not among them. */
  readonly isPartial: boolean;
}

/** Opens the forges and finds the projects. A forge that is away is waited for, unless one look was asked for. */
export async function enter(deps: EnterDeps): Promise<Entrance | TailEnd> {
  const { settings, plan, clock, note } = deps;
  const accounts: OpenAccount[] = [];
  for (const given of settings.forges) {
    const account = await patiently(deps, () => openAccount(deps, given, clock()));
    if ('sentence' in account) return account;
    accounts.push(account);
  }
  const found = await patiently<FoundProjects>(deps, () => findProjects(deps, settings, plan.projects));
  if ('sentence' in found) return found;
  for (const sentence of found.missing) await note(sentence);
  const entries = accounts
    .map((account) => ({ account, projects: found.byForge.get(account.forge.url) ?? [] }))
    .filter(({ projects }) => projects.length > 0);
  if (entries.length === 0) return { code: EXIT.noProject, sentence: 'There is nothing to follow.' };
  return { entries, isPartial: found.missing.length > 0 };
}

async function patiently<T extends object>(
  { settings, signal, note, wait }: EnterDeps,
  ask: () => Promise<T | Refusal>,
): Promise<T | TailEnd> {
  for (let turn = 0; ; turn += 1) {
    const answer = await ask();
    if (!('mayPass' in answer) || !answer.mayPass || settings.isOnce || signal.aborted) return answer;
    if (turn === 0) await note(`${answer.sentence} I wait for it.`);
    await wait(settings.intervalSeconds * SECOND, signal);
  }
}
