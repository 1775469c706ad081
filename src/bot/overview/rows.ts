import type { Account } from '../../domain/account.js';
import { blockOf } from '../../domain/blocked-by.js';
import { isSamePerson } from '../../domain/forge.js';
import type { Project } from '../../domain/project.js';
import type { SeenMergeRequest } from '../../domain/ports/subject-store.js';
import { teamsUnder } from '../../domain/viewer.js';
import { isMine, isMyReview, waitOf, waitOfIssue } from '../../domain/waiting.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { mergeRequestLabel } from '../../events/render/merge-request-view.js';
import type { BotDeps } from '../bot-deps.js';
import type { TextKey } from '../translator.js';
import type { OverviewRow } from './message.js';
import { readBeginnings, sinceOfMergeRequest, sinceOr, type Beginnings } from './since.js';
import { completeSketches } from './sketches.js';

/** Nobody reads more than this, page by page. */
const MOST = 500;

/** Merge requests that are the person's, or for them to review. */
export async function mergeRequestRows(
  deps: BotDeps,
  accounts: readonly Account[],
): Promise<readonly OverviewRow[]> {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const seen = await deps.stores.subjects.openMergeRequests([...byId.keys()], MOST);
  const theirs = seen.filter((one) => isTheirs(one, byId.get(one.accountId)));
  const [whole, beginnings] = await Promise.all([
    completeSketches(deps, accounts, theirs),
    readBeginnings(deps.stores, [...byId.keys()]),
  ]);
  return rowsOf(whole, byId, (one, account) => mergeRequestRow(one, account, beginnings));
}

function isTheirs(seen: SeenMergeRequest, account: Account | undefined): boolean {
  if (account === undefined) return false;
  const { mergeRequest } = seen;
  const { user } = account;
  return isMine(mergeRequest, user) || isMyReview(mergeRequest, user) || waitFor(seen, account) !== null;
}

function waitFor(seen: SeenMergeRequest, { user, token }: Account) {
  return waitOf(seen, user, teamsUnder(seen.project.path, token.groups));
}

function mergeRequestRow(seen: SeenMergeRequest, account: Account, beginnings: Beginnings): Described | null {
  const { mergeRequest } = seen;
  const { id, number, title, url, state } = mergeRequest;
  if (state !== 'open') return null;
  const wait = waitFor(seen, account);
  return {
    id,
    row: {
      group: isMine(mergeRequest, account.user) ? 'mine' : 'reviews',
      label: mergeRequestLabel(account.forge.kind, number),
      title,
      url,
      wait,
      state: stateOf(seen, account),
      since: wait === null ? null : sinceOfMergeRequest(seen, wait, beginnings),
    },
  };
}

/** Of one that waits for nothing from the person. */
function stateOf(seen: SeenMergeRequest, { user }: Account): TextKey {
  const { mergeRequest } = seen;
  if (mergeRequest.isDraft) return 'wait.draft';
  if (!isSamePerson(mergeRequest.author, user)) return 'wait.none';
  if (mergeRequest.isSketch === true) return 'wait.unknown';
  const block = blockOf(seen);
  return block === 'gate' || block === 'ready' ? `block.${block}` : 'wait.none';
}

/** Issues that are assigned to the person. */
export async function issueRows(
  { stores }: BotDeps,
  accounts: readonly Account[],
): Promise<readonly OverviewRow[]> {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const seen = await stores.subjects.openIssues([...byId.keys()], MOST);
  const { assignments } = await readBeginnings(stores, [...byId.keys()]);
  return rowsOf(seen, byId, ({ accountId, issue }, { user }) => {
    const { id, number, title, url } = issue;
    const wait = waitOfIssue(issue, user);
    const since = sinceOr(assignments.get(`${accountId} issue ${id}`), issue);
    return {
      id,
      row: { group: 'issues', label: issueLabel(number), title, url, wait, state: 'wait.none', since },
    };
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
  accounts: ReadonlyMap<string, Account>,
  describe: (one: Seen, account: Account) => Described | null,
): readonly OverviewRow[] {
  const rows = new Map<string, OverviewRow>();
  for (const one of seen) {
    const account = accounts.get(one.accountId);
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
