import type { Account } from '../../domain/account.js';
import { chatKey, DESKS_CHAT } from '../../domain/chat.js';
import type { Desk } from '../../domain/desk.js';
import type { Project } from '../../domain/project.js';
import { onlyTopics } from '../../domain/watch-filter.js';
import type { BotDeps } from '../bot-deps.js';
import { refreshFeeds } from '../../domain/refresh-feeds.js';

type EnrolDeps = Pick<BotDeps, 'stores' | 'clock' | 'onFeedsChanged'>;

/** Issues and what is said on them, whomever it concerns: a desk asks for no feed besides. */
export const DESK_FILTER = onlyTopics(['issues', 'talk']);

/** Has the project read for its desk, as a watch of no chat. */
export async function enrol(deps: EnrolDeps, { id: accountId }: Account, project: Project): Promise<void> {
  const { stores, clock } = deps;
  await stores.chats.save({ address: DESKS_CHAT, kind: 'private', title: null });
  const { watch } = await stores.watches.put({
    chatKey: chatKey(DESKS_CHAT),
    accountId,
    project,
    level: 'participating',
    isConfirmed: true,
    now: clock(),
  });
  await stores.watches.setFilter(watch.id, DESK_FILTER);
  await refreshFeeds(deps, accountId);
}

/** The desk is gone; another one of the same account may still need the project. */
export async function withdraw(deps: EnrolDeps, { accountId, project, ownerId }: Desk): Promise<void> {
  const { stores } = deps;
  if (accountId === null) return;
  const others = await stores.desks.ofOwner(ownerId);
  if (others.some((desk) => desk.accountId === accountId && desk.project.id === project.id)) return;
  const watches = await stores.watches.listOfAccount(accountId);
  const mine = watches.filter(
    ({ watch }) => watch.chatKey === chatKey(DESKS_CHAT) && watch.projectId === project.id,
  );
  for (const { watch } of mine) await stores.watches.remove(watch.id);
  await refreshFeeds(deps, accountId);
}
