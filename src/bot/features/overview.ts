import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { BotDeps } from '../bot-deps.js';
import type { OverviewList } from '../callback-data.js';
import { heldRows } from '../overview/held.js';
import { overviewMessage, type OverviewRow } from '../overview/message.js';
import { issueRows, mergeRequestRows } from '../overview/rows.js';
import { sentence } from '../phrase.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/**
 * `/todo` and `/mrs`: what waits for the person, and all merge requests that are theirs: from what was seen last, and by a
 * look at what that does not tell.
 */
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
  const rows = list === 'mrs' ? await mergeRequestRows(deps, accounts) : await waiting(deps, accounts);
  await talk[isTurning ? 'show' : 'reply'](overviewMessage(t, { list, rows, page, now: deps.clock() }));
}

async function waiting(deps: BotDeps, accounts: readonly Account[]): Promise<readonly OverviewRow[]> {
  const rows = await Promise.all([
    mergeRequestRows(deps, accounts),
    issueRows(deps, accounts),
    heldRows(deps, accounts),
  ]);
  return rows.flat().filter(({ wait }) => wait !== null);
}
