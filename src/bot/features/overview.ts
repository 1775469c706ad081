import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { SeenMergeRequest } from '../../domain/ports/subject-store.js';
import { isMine, isMyReview, WAITS, waitOf, type Wait } from '../../domain/waiting.js';
import type { BotDeps } from '../bot-deps.js';
import type { OverviewList } from '../callback-data.js';
import { overviewMessage, type OverviewRow } from '../overview-message.js';
import { sentence } from '../phrase.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** Nobody reads more than this, page by page. */
const MOST = 500;

/** `/todo` and `/mrs`: what waits for the person, and all that is theirs, from what was seen last. */
export function overviewFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('todo', (turn) => show(deps, turn, 'todo', 0)));
  composer.use(onCommand('mrs', (turn) => show(deps, turn, 'mrs', 0)));
  composer.use(onPress('overview', (turn, { list, page }) => show(deps, turn, list, page)));
  return composer;
}

async function show(deps: BotDeps, turn: Turn, list: OverviewList, page: number): Promise<void> {
  const { t, talk, visit } = turn;
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  const watched = await Promise.all(accounts.map(({ id }) => deps.stores.watches.listOfAccount(id)));
  const isTurning = visit.query?.press?.kind === 'overview';
  if (watched.flat().length === 0) return talk.reply({ lines: [sentence(t, 'overview.no-watch')] });
  const seen = await deps.stores.subjects.openMergeRequests(
    accounts.map(({ id }) => id),
    MOST,
  );
  const rows = rowsOf(seen, accounts);
  const wanted = list === 'todo' ? rows.filter(({ wait }) => wait !== null).sort(byUrgency) : rows;
  await talk[isTurning ? 'show' : 'reply'](overviewMessage(t, { list, rows: wanted, page }));
}

/** Two accounts of one person may see the same merge request, which is one. */
function rowsOf(seen: readonly SeenMergeRequest[], accounts: readonly Account[]): OverviewRow[] {
  const byAccount = new Map(accounts.map((account) => [account.id, account]));
  const rows = new Map<string, OverviewRow>();
  for (const look of seen) {
    const account = byAccount.get(look.accountId);
    if (account === undefined) continue;
    const { forge, user } = account;
    const { mergeRequest } = look;
    if (!isMine(mergeRequest, user) && !isMyReview(mergeRequest, user)) continue;
    const key = `${forge.url} ${mergeRequest.id}`;
    const wait = waitOf(look, user);
    if ((rows.get(key)?.wait ?? null) === null) rows.set(key, { ...look, forgeKind: forge.kind, wait });
  }
  return [...rows.values()];
}

function byUrgency(one: OverviewRow, other: OverviewRow): number {
  return rank(one.wait) - rank(other.wait);
}

function rank(wait: Wait | null): number {
  return wait === null ? WAITS.length : WAITS.indexOf(wait);
}
