import type { Account } from '../../domain/account.js';
import { chatKey, RECORD_CHAT, type ChatAddress } from '../../domain/chat.js';
import { ForgeError } from '../../domain/errors.js';
import type { Project } from '../../domain/project.js';
import { fitting, MOST_RECORDED, RECORDED } from '../../domain/recording.js';
import { refreshFeeds } from '../../domain/refresh-feeds.js';
import type { BotDeps } from '../bot-deps.js';
import { idsOf, recordedBy } from './recorded.js';

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
  const { stores, logger } = deps;
  const { followed: before, chosen } = await recordedBy(deps, account);
  const { projects, hasMore } = await projectsOf(deps, account, idsOf(chosen));
  const dropped = before.filter(({ project }) => !projects.some(({ id }) => id === project.id));
  for (const { watch } of dropped) await stores.watches.remove(watch.id);
  for (const project of projects) await keepOne(deps, account, project, RECORD_CHAT);
  await refreshFeeds(deps, account.id);
  const counts = { recorded: projects.length, before: before.length, dropped: dropped.length };
  logger.info({ accountId: account.id, ...counts, hasMore }, 'projects are recorded without a chat');
  return { account, count: projects.length, hasMore };
}

/** A watch of that inner chat; the feeds are still to be planned. */
export async function keepOne(
  { stores, clock }: BotDeps,
  account: Account,
  { id, path, name, url, defaultBranch }: Project,
  address: ChatAddress,
): Promise<void> {
  await stores.chats.save({ address, kind: 'private', title: null });
  const { watch } = await stores.watches.put({
    chatKey: chatKey(address),
    accountId: account.id,
    project: { id, path, name, url, defaultBranch },
    level: 'participating',
    isConfirmed: true,
    now: clock(),
  });
  await stores.watches.setFilter(watch.id, RECORDED);
}

/** What is recorded only is read no more, chosen or not. */
export async function recordNoMore(deps: BotDeps, account: Account): Promise<void> {
  const all = async () => {
    const { followed, chosen } = await recordedBy(deps, account);
    return [...followed, ...chosen];
  };
  let recorded = await all();
  if (recorded.length === 0) return;
  let dropped = 0;
  // What follows the account's list in the same moment may bring some back, as long as any are left.
  for (; recorded.length > 0; recorded = await all()) {
    for (const { watch } of recorded) await deps.stores.watches.remove(watch.id);
    dropped += recorded.length;
  }
  await refreshFeeds(deps, account.id);
  deps.logger.info({ accountId: account.id, dropped }, 'projects are recorded no more');
}

/** Those that the person belongs to, most recently active first, as many as there is room for. */
async function projectsOf(
  { stores, adapters, openSession }: BotDeps,
  account: Account,
  chosen: readonly string[],
): Promise<{ readonly projects: readonly Project[]; readonly hasMore: boolean }> {
  const open = await stores.accounts.open(account.id);
  if (open === null || open.state === 'refused')
    throw new ForgeError('token-refused', { detail: 'refused before' });
  const session = openSession(open);
  const listed = new Map<string, Project>();
  let hasMore = true;
  for (let page = 1; hasMore && listed.size < MOST_RECORDED; page += 1) {
    const read = await adapters[account.forge.kind].listProjects(session, page);
    for (const project of read.projects) listed.set(project.id, project);
    hasMore = read.hasMore;
  }
  const projects = fitting([...listed.values()], chosen);
  return { projects, hasMore: hasMore || projects.length < listed.size };
}
