import type { OpenAccount } from '../../domain/account.js';
import type { Forge } from '../../domain/forge.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import { invite } from './invite.js';

/** The clicker's own account on that forge, never another's. The one linked last where there are several. */
export async function ownAccount(
  { stores }: Pick<BotDeps, 'stores'>,
  personId: string,
  forge: Pick<Forge, 'url'>,
): Promise<OpenAccount | null> {
  const all = await stores.accounts.listOf(personId);
  const able = all.filter((account) => account.forge.url === forge.url && account.state === 'active');
  const newest = able.toSorted((one, other) => other.linkedAt.getTime() - one.linkedAt.getTime())[0];
  return newest === undefined ? null : stores.accounts.open(newest.id);
}

/** The clicker's own; `null`: they were told that they have none. */
export async function accountFor(deps: BotDeps, turn: Turn, forge: Forge): Promise<OpenAccount | null> {
  const account = await ownAccount(deps, turn.visit.visitor.id, forge);
  if (account === null) await invite(deps, turn, forge);
  return account;
}
