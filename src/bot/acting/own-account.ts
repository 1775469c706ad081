import type { Account, OpenAccount } from '../../domain/account.js';
import type { Role } from '../../domain/actions/look.js';
import type { Forge } from '../../domain/forge.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import { invite } from './invite.js';
import type { DraftPlace } from './kept-place.js';

/** The clicker's own account on that forge, never another's. The one linked last where there are several. */
export async function ownAccount(
  { stores }: Pick<BotDeps, 'stores'>,
  personId: string,
  forge: Pick<Forge, 'url'>,
): Promise<OpenAccount | null> {
  const [newest] = await accountsOn(stores, personId, forge);
  return newest === undefined ? null : stores.accounts.open(newest.id);
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
  return able.toSorted((one, other) => other.linkedAt.getTime() - one.linkedAt.getTime());
}

/** The clicker's own; `null`: they were told that they have none. */
export async function accountFor(deps: BotDeps, turn: Turn, forge: Forge): Promise<OpenAccount | null> {
  const account = await ownAccount(deps, turn.visit.visitor.id, forge);
  if (account === null) await invite(deps, turn, forge);
  return account;
}

/** What the person is in that project, as far as it was told. `null`: not known. */
export async function ownRole(
  { stores }: Pick<BotDeps, 'stores'>,
  personId: string,
  { forge, project }: DraftPlace,
): Promise<Role | null> {
  if (project.role !== undefined) return project.role;
  const [newest] = await accountsOn(stores, personId, forge);
  return newest === undefined ? null : stores.watches.roleOf(newest.id, project.id);
}
