import type { OpenAccount } from '../../domain/account.js';
import { isAtWork, type Desk } from '../../domain/desk.js';
import type { BotDeps } from '../bot-deps.js';
import type { Visit } from '../visit.js';

type DeskDeps = Pick<BotDeps, 'stores'>;

/** Where this visitor may report from here: to the desk of the chat, or in private to those that take everybody. */
export async function desksFor(
  { stores }: { readonly stores: Pick<BotDeps['stores'], 'desks'> },
  visit: Pick<Visit, 'address' | 'chatKind'>,
): Promise<readonly Desk[]> {
  const own = await stores.desks.ofChat(visit.address.chatId);
  const here = own === null ? [] : [own];
  if (visit.chatKind === 'group') return here;
  return onePerProject([...here, ...(await stores.desks.openToAll())]);
}

/** Several groups may have a desk for one project: one that is at work before one that rests. */
function onePerProject(desks: readonly Desk[]): readonly Desk[] {
  const workFirst = [...desks.filter(isAtWork), ...desks.filter((desk) => !isAtWork(desk))];
  const chosen = new Map<string, Desk>();
  for (const desk of workFirst) {
    const key = JSON.stringify([desk.forge.url, desk.project.id]);
    if (!chosen.has(key)) chosen.set(key, desk);
  }
  return [...chosen.values()];
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
