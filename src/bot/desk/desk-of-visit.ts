import type { OpenAccount } from '../../domain/account.js';
import type { Desk } from '../../domain/desk.js';
import type { BotDeps } from '../bot-deps.js';
import type { Visit } from '../visit.js';

type DeskDeps = Pick<BotDeps, 'stores'>;

/** Where this visitor may report from here: to the desk of the chat, or in private to those that take everybody. */
export async function desksFor({ stores }: DeskDeps, visit: Visit): Promise<readonly Desk[]> {
  const own = await stores.desks.ofChat(visit.address.chatId);
  const here = own === null ? [] : [own];
  if (visit.chatKind === 'group') return here;
  const open = await stores.desks.openToAll();
  return [...here, ...open.filter(({ id }) => id !== own?.id)];
}

/** The account that a desk works with; `null`: it rests. */
export async function accountOf(
  { stores }: DeskDeps,
  { accountId, pausedFor }: Desk,
): Promise<OpenAccount | null> {
  if (accountId === null || pausedFor !== null) return null;
  const account = await stores.accounts.open(accountId);
  return account?.state === 'active' ? account : null;
}
