import type { Account } from '../domain/account.js';
import type { Feed, FeedTally } from '../domain/feed.js';
import type { ForgeOverview } from '../domain/ports/people-store.js';
import type { RequestUsage } from '../domain/ports/request-gate.js';
import { SECOND } from '../domain/time.js';
import type { DaemonState, SiteDeps, Visitor } from './site-deps.js';

export interface FeedHealth {
  readonly kind: Feed['kind'];
  /** Path of its project; `null`: it is of the account. */
  readonly project: string | null;
  readonly lastError: string | null;
  readonly failures: number;
  /** How far behind its plan. */
  readonly lagSeconds: number;
  readonly lastChangeAt: Date | null;
  /** `null`: no read was well yet. */
  readonly tally: FeedTally | null;
}

export interface AccountHealth {
  readonly account: Account;
  /** The worst first. */
  readonly feeds: readonly FeedHealth[];
  readonly usage: RequestUsage | null;
}

export interface Health {
  readonly accounts: readonly AccountHealth[];
  /** Messages that are owed to the person. */
  readonly waiting: number;
  /** For the operator alone. */
  readonly daemon: { readonly state: DaemonState; readonly forges: readonly ForgeOverview[] } | null;
}

export async function gatherHealth(deps: SiteDeps, { member, accounts }: Visitor): Promise<Health> {
  const now = deps.clock();
  const ofAccounts: AccountHealth[] = [];
  for (const account of accounts) {
    const isActive = account.state === 'active';
    const feeds = isActive ? await feedsOf(deps, account, now) : [];
    ofAccounts.push({ account, feeds, usage: isActive ? deps.usageOf(account) : null });
  }
  return {
    accounts: ofAccounts,
    waiting: await deps.countWaiting(member.id),
    daemon: member.isOperator
      ? { state: await deps.checkHealth(), forges: await deps.stores.feeds.overview(now) }
      : null,
  };
}

async function feedsOf({ stores }: SiteDeps, account: Account, now: Date): Promise<readonly FeedHealth[]> {
  const watched = await stores.watches.listOfAccount(account.id);
  const paths = new Map(watched.map(({ project }) => [project.id, project.path]));
  const feeds = await stores.feeds.listOf(account.id);
  return feeds
    .map(({ kind, projectId, lastError, failures, nextPollAt, lastChangeAt, tally = null }) => ({
      kind,
      project: projectId === null ? null : (paths.get(projectId) ?? projectId),
      lastError,
      failures,
      lagSeconds: Math.max(0, Math.round((now.getTime() - nextPollAt.getTime()) / SECOND)),
      lastChangeAt,
      tally,
    }))
    .sort((one, other) => other.failures - one.failures || other.lagSeconds - one.lagSeconds);
}
