import type { Account } from '../../domain/account.js';
import { chatKey, RECORD_CHAT } from '../../domain/chat.js';
import { ForgeError } from '../../domain/errors.js';
import type { Project } from '../../domain/project.js';
import { isForRecord, MOST_RECORDED, RECORDED } from '../../domain/recording.js';
import { refreshFeeds } from '../../domain/refresh-feeds.js';
import type { BotDeps } from '../bot-deps.js';

export interface Recording {
  readonly account: Account;
  readonly count: number;
  /** There are more projects than are recorded. */
  readonly hasMore: boolean;
}

/**
 * Has the timeline keep what happens in the projects of the account that moved last, as watches of no chat. From then on
 * they follow what the account's feed `token` lists. Throws `ForgeError`.
 */
export async function record(deps: BotDeps, account: Account): Promise<Recording> {
  const { stores, clock, logger } = deps;
  const { projects, hasMore } = await projectsOf(deps, account);
  await stores.chats.save({ address: RECORD_CHAT, kind: 'private', title: null });
  const before = await recordedBy(deps, account);
  const dropped = before.filter(({ projectId }) => !projects.some(({ id }) => id === projectId));
  for (const { id } of dropped) await stores.watches.remove(id);
  for (const { id, path, name, url, defaultBranch } of projects) {
    const { watch } = await stores.watches.put({
      chatKey: chatKey(RECORD_CHAT),
      accountId: account.id,
      project: { id, path, name, url, defaultBranch },
      level: 'participating',
      isConfirmed: true,
      now: clock(),
    });
    await stores.watches.setFilter(watch.id, RECORDED);
  }
  await refreshFeeds(deps, account.id);
  const counts = { recorded: projects.length, before: before.length, dropped: dropped.length };
  logger.info({ accountId: account.id, ...counts, hasMore }, 'projects are recorded without a chat');
  return { account, count: projects.length, hasMore };
}

/** What is recorded only is read no more. */
export async function recordNoMore(deps: BotDeps, account: Account): Promise<void> {
  let recorded = await recordedBy(deps, account);
  if (recorded.length === 0) return;
  let dropped = 0;
  // What follows the account's list in the same moment may bring some back, as long as any are left.
  for (; recorded.length > 0; recorded = await recordedBy(deps, account)) {
    for (const { id } of recorded) await deps.stores.watches.remove(id);
    dropped += recorded.length;
  }
  await refreshFeeds(deps, account.id);
  deps.logger.info({ accountId: account.id, dropped }, 'projects are recorded no more');
}

export async function recordedBy({ stores }: Pick<BotDeps, 'stores'>, { id }: Account) {
  const watched = await stores.watches.listOfAccount(id);
  return watched.map(({ watch }) => watch).filter(isForRecord);
}

/** Those that the person belongs to, most recently active first. */
async function projectsOf(
  { stores, adapters, openSession }: BotDeps,
  account: Account,
): Promise<{ readonly projects: readonly Project[]; readonly hasMore: boolean }> {
  const open = await stores.accounts.open(account.id);
  if (open === null || open.state === 'refused')
    throw new ForgeError('token-refused', { detail: 'refused before' });
  const session = openSession(open);
  const projects = new Map<string, Project>();
  let hasMore = true;
  for (let page = 1; hasMore && projects.size < MOST_RECORDED; page += 1) {
    const read = await adapters[account.forge.kind].listProjects(session, page);
    for (const project of read.projects) projects.set(project.id, project);
    hasMore = read.hasMore;
  }
  const newest = [...projects.values()];
  return { projects: newest.slice(0, MOST_RECORDED), hasMore: hasMore || newest.length > MOST_RECORDED };
}
