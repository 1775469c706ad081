import type { Account, OpenAccount } from '../../domain/account.js';
import type { Role } from '../../domain/actions/look.js';
import type { Forge } from '../../domain/forge.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import { invite } from './invite.js';
import type { DraftPlace } from './kept-place.js';

/** On which forge somebody acts, and the account that was told of it, or sees it, whosever it is. */
export interface Footing {
  readonly forge: Forge;
  readonly accountId?: string;
}

/** The clicker's own account there, never another's. Of several the one that was told of it, else the one linked last. */
export async function ownAccount(
  { stores }: Pick<BotDeps, 'stores'>,
  personId: string,
  footing: Footing,
): Promise<OpenAccount | null> {
  const own = await ownOf(stores, personId, footing);
  return own === null ? null : stores.accounts.open(own.id);
}

async function ownOf(
  stores: BotDeps['stores'],
  personId: string,
  { forge, accountId }: Footing,
): Promise<Account | null> {
  const own = await accountsOn(stores, personId, forge);
  return own.find(({ id }) => id === accountId) ?? own[0] ?? null;
}

/** Of several accounts on that forge the one that wrote it: in another's name it would be somebody else's words. */
export async function writersAccount(
  { stores }: Pick<BotDeps, 'stores'>,
  personId: string,
  { forge, login }: { readonly forge: Pick<Forge, 'url'>; readonly login: string },
): Promise<OpenAccount | null> {
  const own = await accountsOn(stores, personId, forge);
  const writer =
    own.length === 1 ? own[0] : own.find(({ user }) => user.login.toLowerCase() === login.toLowerCase());
  return writer === undefined ? null : stores.accounts.open(writer.id);
}

/** The one linked last comes first. */
async function accountsOn(
  { accounts }: BotDeps['stores'],
  personId: string,
  forge: Pick<Forge, 'url'>,
): Promise<readonly Account[]> {
  const able = (await accounts.listOf(personId)).filter(
    (account) => account.forge.url === forge.url && account.state === 'active',
  );
  return newestFirst(able);
}

export function newestFirst(accounts: readonly Account[]): readonly Account[] {
  return accounts.toSorted((one, other) => other.linkedAt.getTime() - one.linkedAt.getTime());
}

/** The clicker's own; `null`: they were told that they have none. */
export async function accountFor(deps: BotDeps, turn: Turn, footing: Footing): Promise<OpenAccount | null> {
  const account = await ownAccount(deps, turn.visit.visitor.id, footing);
  if (account === null) await invite(deps, turn, footing.forge);
  return account;
}

/** What the person is in that project, as far as it was told. `null`: not known. */
export async function ownRole(
  { stores }: Pick<BotDeps, 'stores'>,
  personId: string,
  place: DraftPlace,
): Promise<Role | null> {
  const { project } = place;
  if (project.role !== undefined) return project.role;
  const own = await ownOf(stores, personId, place);
  return own === null ? null : stores.watches.roleOf(own.id, project.id);
}
