import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { Project } from '../../domain/project.js';
import { isMine, isMyReview, WAITS, waitOf, waitOfIssue, type Wait } from '../../domain/waiting.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { mergeRequestLabel } from '../../events/render/merge-request-view.js';
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
  const rows = list === 'mrs' ? await mergeRequests(deps, accounts) : await waiting(deps, accounts);
  await talk[isTurning ? 'show' : 'reply'](overviewMessage(t, { list, rows, page }));
}

async function waiting(deps: BotDeps, accounts: readonly Account[]): Promise<readonly OverviewRow[]> {
  const rows = [...(await mergeRequests(deps, accounts)), ...(await issues(deps, accounts))];
  return rows.filter(({ wait }) => wait !== null).sort(byUrgency);
}

async function mergeRequests(
  { stores }: BotDeps,
  accounts: readonly Account[],
): Promise<readonly OverviewRow[]> {
  const seen = await stores.subjects.openMergeRequests(idsOf(accounts), MOST);
  return rowsOf(seen, accounts, (look, { forge, user }) => {
    const { id, number, title, url, isDraft } = look.mergeRequest;
    if (!isMine(look.mergeRequest, user) && !isMyReview(look.mergeRequest, user)) return null;
    const label = mergeRequestLabel(forge.kind, number);
    return { id, row: { label, title, url, isDraft, wait: waitOf(look, user) } };
  });
}

async function issues({ stores }: BotDeps, accounts: readonly Account[]): Promise<readonly OverviewRow[]> {
  const seen = await stores.subjects.openIssues(idsOf(accounts), MOST);
  return rowsOf(seen, accounts, ({ issue }, { user }) => {
    const { id, number, title, url } = issue;
    const row = { label: issueLabel(number), title, url, isDraft: false, wait: waitOfIssue(issue, user) };
    return { id, row };
  });
}

interface Described {
  /** Of the forge, for things of one kind. */
  readonly id: string;
  readonly row: Omit<OverviewRow, 'forgeKind' | 'project'>;
}

/** Two accounts of one person may see the same thing, which is one; what it wants of either counts. */
function rowsOf<Seen extends { readonly accountId: string; readonly project: Project }>(
  seen: readonly Seen[],
  accounts: readonly Account[],
  describe: (one: Seen, account: Account) => Described | null,
): readonly OverviewRow[] {
  const byAccount = new Map(accounts.map((account) => [account.id, account]));
  const rows = new Map<string, OverviewRow>();
  for (const one of seen) {
    const account = byAccount.get(one.accountId);
    const described = account === undefined ? null : describe(one, account);
    if (account === undefined || described === null) continue;
    const { url, kind } = account.forge;
    const key = `${url} ${described.id}`;
    if ((rows.get(key)?.wait ?? null) === null) {
      rows.set(key, { ...described.row, forgeKind: kind, project: one.project });
    }
  }
  return [...rows.values()];
}

function idsOf(accounts: readonly Account[]): readonly string[] {
  return accounts.map(({ id }) => id);
}

function byUrgency(one: OverviewRow, other: OverviewRow): number {
  return rank(one.wait) - rank(other.wait);
}

function rank(wait: Wait | null): number {
  return wait === null ? WAITS.length : WAITS.indexOf(wait);
}
