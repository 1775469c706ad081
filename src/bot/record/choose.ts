import type { Account } from '../../domain/account.js';
import { RECORD_CHOSEN_CHAT } from '../../domain/chat.js';
import { ForgeError } from '../../domain/errors.js';
import type { Line } from '../../domain/message.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import { MOST_RECORDED } from '../../domain/recording.js';
import { refreshFeeds } from '../../domain/refresh-feeds.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import { accountSpans } from '../forge-words.js';
import { sentence } from '../phrase.js';
import type { Match } from '../resolve-project.js';
import type { Turn } from '../turn.js';
import { keepOne, record } from './keep-record.js';
import { idsOf, recordedBy } from './recorded.js';

/** Has the timeline keep these projects, up to the limit, until the person ends it; a line on each says what came of it. */
export async function choose(
  deps: BotDeps,
  { t }: Turn,
  matches: readonly Match[],
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  const added = new Map<string, Account>();
  for (const { account, project } of matches) {
    const params = { ...accountSpans(account), project: { text: project.path, href: project.url } };
    const chosen = idsOf((await recordedBy(deps, account)).chosen);
    if (chosen.includes(project.id)) lines.push(sentence(t, 'record.already', params));
    else if (chosen.length >= MOST_RECORDED)
      lines.push(sentence(t, 'record.full', { ...params, count: MOST_RECORDED }));
    else {
      await keepOne(deps, account, project, RECORD_CHOSEN_CHAT);
      deps.logger.info({ accountId: account.id, projectId: project.id }, 'a project is recorded by choice');
      added.set(account.id, account);
      lines.push(sentence(t, 'record.added', params));
    }
  }
  for (const account of added.values()) {
    if (await losesAllOthers(deps, account)) {
      lines.push(sentence(t, 'record.no-room', { ...accountSpans(account), count: MOST_RECORDED }));
    }
  }
  if (added.size > 0) lines.push(sentence(t, 'record.chosen-next'));
  await awaitFirstReads(deps, [...added.keys()]);
  return lines;
}

/** True: what was chosen is still recorded with all of the account's projects. */
export async function chooseNoMore(
  deps: BotDeps,
  { watch, account, project }: WatchedProject,
): Promise<boolean> {
  await deps.stores.watches.remove(watch.id);
  await refreshFeeds(deps, account.id);
  deps.logger.info(
    { accountId: account.id, projectId: project.id },
    'a project is recorded by choice no more',
  );
  return idsOf((await recordedBy(deps, account)).followed).includes(project.id);
}

/** Plans the feeds, and keeps the limit: of all the account's projects those that moved longest ago make room. */
async function losesAllOthers(deps: BotDeps, account: Account): Promise<boolean> {
  const { followed, chosen } = await recordedBy(deps, account);
  if (followed.length > 0 && idsOf([...followed, ...chosen]).length > MOST_RECORDED) {
    try {
      const { count } = await record(deps, account);
      return count === 0;
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      deps.logger.info({ accountId: account.id, error }, 'what is recorded is cut with the next list');
    }
  }
  await refreshFeeds(deps, account.id);
  return false;
}
