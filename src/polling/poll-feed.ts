import type { ForgeError } from '../domain/errors.js';
import type { FeedReading } from '../domain/feed.js';
import { keepsFiles } from '../domain/kept-files.js';
import type { PeerCall } from '../domain/peer-call.js';
import type { RequestGate } from '../domain/ports/request-gate.js';
import { SECOND } from '../domain/time.js';
import { choosesFiles, wantedFiles } from '../domain/wanted-files.js';
import { viewerOf } from '../domain/viewer.js';
import { commitFailure } from './commit-failure.js';
import { type Commitment, commitReading } from './commit-reading.js';
import { isProjectLost } from './confirm-loss.js';
import { type CycleDeps, type FeedTurn, isForViewerOnly } from './cycle-deps.js';
import { matchRule } from './match-rule.js';
import { handOver } from './peer-calls.js';
import type { PollOutcome } from './poll-metrics.js';
import { isAccessFailure, isPostponed, toForgeError } from './read-failure.js';
import { READ_LIMIT_MS } from './read-watchdog.js';

/** What follows from the poll of one feed. */
export type FeedResult =
  | {
      readonly kind: 'read';
      readonly owesMessages: boolean;
      readonly hasWoken: boolean;
      readonly hasWokenPeers: boolean;
    }
  | { readonly kind: 'put-off'; readonly owesMessages: boolean }
  | { readonly kind: 'token-refused' | 'lost-lease' | 'aborted' };

export interface AccountAccess {
  readonly gate: RequestGate;
  /** Aborts the read: shutdown, lost lease, refused token. */
  readonly signal: AbortSignal;
}

/**
 * Reads one feed and keeps what it yielded. Everything that a forge may do is an outcome; only a database that fails
 * throws.
 */
export async function pollFeed(deps: CycleDeps, turn: FeedTurn, access: AccountAccess): Promise<FeedResult> {
  const { feed, readAt } = turn;
  deps.metrics.late(feed.kind, Math.max(0, (readAt.getTime() - feed.nextPollAt.getTime()) / SECOND));
  let reading: FeedReading;
  try {
    reading = await readFeed(deps, turn, access);
  } catch (error) {
    return fail(deps, turn, access, toForgeError(error));
  }
  return keep(deps, turn, reading);
}

async function fail(
  deps: CycleDeps,
  turn: FeedTurn,
  access: AccountAccess,
  error: ForgeError,
): Promise<FeedResult> {
  const isLost = !access.signal.aborted && (await isProjectLost(deps, turn, { ...access, error }));
  return access.signal.aborted ? ended(deps, turn, 'aborted') : putOff(deps, turn, error, isLost);
}

async function readFeed(
  deps: CycleDeps,
  { work, feed }: FeedTurn,
  access: AccountAccess,
): Promise<FeedReading> {
  const { account, projects, readAlong, listeners } = work;
  const counted = countRequests(access.gate);
  const reading = await deps.watchdog.guard(READ_LIMIT_MS, access.signal, (read) =>
    deps.adapters[account.forge.kind].readFeed(
      {
        forge: account.forge,
        secret: account.secret,
        gate: read.patiently(counted.gate),
        signal: read.signal,
      },
      {
        kind: feed.kind,
        project: projects.find(({ id }) => id === feed.projectId) ?? null,
        cursor: feed.cursor,
        viewer: viewerOf(account),
        watched: projects,
        isForViewerOnly: isForViewerOnly({ feed, work }),
        isReadAlong: (id) => readAlong.has(id),
        keepsFiles: (topic, id) => listeners.get(id)?.some((one) => keepsFiles(one, topic)) ?? false,
        wantedFiles: (files, id) =>
          (listeners.get(id) ?? [])
            .flatMap(({ filter }) => (choosesFiles(filter) ? [filter] : []))
            .map((filter) => wantedFiles({ files }, filter, matchRule)),
        lookup: deps.store.lookup(account.id),
        awaitedIssues: async () =>
          feed.projectId === null ? [] : deps.store.awaitedIssues(account.id, feed.projectId),
      },
    ),
  );
  return { ...reading, requests: counted.requests() };
}

function countRequests(gate: RequestGate): { readonly gate: RequestGate; requests(): number } {
  let requests = 0;
  return {
    gate: {
      async admit(signal) {
        await gate.admit(signal);
        requests += 1;
      },
      report: (outcome) => gate.report(outcome),
    },
    requests: () => requests,
  };
}

async function keep(deps: CycleDeps, turn: FeedTurn, reading: FeedReading): Promise<FeedResult> {
  let commitment: Commitment | null;
  try {
    commitment = await commitReading(deps, turn, reading);
  } catch (error) {
    deps.logger.error({ ...namesOf(turn), error }, 'reading could not be kept');
    return putOff(deps, turn, toForgeError(error), false);
  }
  if (commitment === null) return ended(deps, turn, 'lost-lease');
  report(deps, turn, reading, commitment.keptEvents);
  for (const { event, rule } of commitment.notifications) {
    if (rule.isLate !== true)
      deps.metrics.detected(turn.work.account.forge.kind, lagSeconds(deps.clock(), event.at));
  }
  return {
    kind: 'read',
    owesMessages: commitment.hasNotice || commitment.notifications.length > 0,
    hasWoken: commitment.hasWoken,
    hasWokenPeers: await wakePeers(deps, turn, commitment.calls),
  };
}

async function putOff(
  deps: CycleDeps,
  turn: FeedTurn,
  error: ForgeError,
  isLost: boolean,
): Promise<FeedResult> {
  const { feed } = turn;
  if (error.code === 'token-refused') return ended(deps, turn, 'token-refused');
  const outcome = await commitFailure(deps, turn, error, isLost);
  if (outcome === 'lost-lease') return ended(deps, turn, 'lost-lease');
  count(deps, turn, isPostponed(error) ? 'postponed' : error.code);
  const { code, status, retryAfterSeconds, message: detail, cause } = error;
  await wakePeers(deps, turn, isAccessFailure(code) ? handOver(turn) : []);
  const fields = { ...namesOf(turn), code, status, retryAfterSeconds, detail, cause };
  const isFirst = feed.failures === 0 || isAccessFailure(feed.lastError) !== isAccessFailure(code);
  if (isFirst && !isPostponed(error)) deps.logger.warn(fields, 'feed cannot be read');
  else deps.logger.debug(fields, 'feed put off');
  return { kind: 'put-off', owesMessages: isAccessFailure(code) };
}

/** Others look with their own tokens. */
async function wakePeers(
  { store, clock, logger }: CycleDeps,
  turn: FeedTurn,
  calls: readonly PeerCall[],
): Promise<boolean> {
  if (calls.length === 0) return false;
  const { id: accountId, forge } = turn.work.account;
  const isPulseKeeperOnly = turn.feed.kind === 'activity';
  try {
    await store.wakePeers({
      accountId,
      forgeUrl: forge.url,
      forgeKind: forge.kind,
      calls,
      isPulseKeeperOnly,
      at: clock(),
    });
    return true;
  } catch (error) {
    logger.warn({ ...namesOf(turn), error }, 'peers could not be woken, they will look at their own pace');
    return false;
  }
}

function report(deps: CycleDeps, turn: FeedTurn, reading: FeedReading, events: number): void {
  const { feed, work } = turn;
  const fetched = reading.sightings.length;
  deps.metrics.kept(work.account.forge.kind, feed.kind, { fetched, events });
  if (events > 0) deps.logger.info({ ...namesOf(turn), fetched, events }, 'events kept');
  if (feed.failures > 0)
    deps.logger.info({ ...namesOf(turn), failures: feed.failures }, 'feed reads well again');
  if (reading.dropped > 0) {
    deps.metrics.dropped(work.account.forge.kind, feed.kind, reading.dropped);
    deps.logger.warn({ ...namesOf(turn), dropped: reading.dropped }, 'items could not be understood');
  }
  if (feed.cursor === null) {
    deps.logger.debug({ ...namesOf(turn), fetched }, 'first read of a feed kept');
    count(deps, turn, 'baseline');
  } else count(deps, turn, reading.hasChanged ? 'changed' : 'unchanged');
}

function ended<K extends 'token-refused' | 'lost-lease' | 'aborted'>(
  deps: CycleDeps,
  turn: FeedTurn,
  kind: K,
): { readonly kind: K } {
  count(deps, turn, kind);
  return { kind };
}

function count({ metrics }: CycleDeps, { work, feed }: FeedTurn, outcome: PollOutcome): void {
  metrics.polled(work.account.forge.kind, feed.kind, outcome);
}

function namesOf({ work, feed }: FeedTurn): Readonly<Record<string, unknown>> {
  const { id: accountId, forge } = work.account;
  return { accountId, forge: forge.url, feed: feed.kind, projectId: feed.projectId };
}

/** A forge whose clock is ahead makes no negative lag, and one that sends no time none at all. */
function lagSeconds(now: Date, at: string): number {
  const seconds = (now.getTime() - Date.parse(at)) / SECOND;
  return Number.isNaN(seconds) ? 0 : Math.max(0, seconds);
}
