import type { FeedProgress } from '../../domain/feed.js';
import type { AccountLease } from '../../domain/ports/poll-store.js';
import { json, type Sql } from '../sql.js';

/** How far a feed has come under a lease. */
export interface FeedStep {
  readonly lease: AccountLease;
  readonly feedId: string;
  readonly progress: FeedProgress;
}

const COLUMNS = `feed_id uuid, cursor jsonb, baseline_at timestamptz, next_poll_at timestamptz,
  last_change_at timestamptz, is_running boolean, failures integer, last_error text,
  counted_since timestamptz, fetched integer, stored integer`;

/** A wake-up that came while the feed was read makes it due again; after a failure its own retry is soon enough. */
const PROGRESS = `cursor = r.cursor, baseline_at = r.baseline_at, is_running = r.is_running, failures = r.failures,
  last_error = r.last_error, counted_since = r.counted_since, fetched = r.fetched, stored = r.stored, last_change_at = greatest(r.last_change_at, f.woken_at), woken_at = NULL,
  next_poll_at = CASE WHEN r.failures > 0 THEN r.next_poll_at ELSE least(r.next_poll_at, f.woken_at) END`;

/** Under the account's lock, which the caller holds. */
export async function saveProgress(
  sql: Sql,
  accountId: string,
  feedId: string,
  progress: FeedProgress,
): Promise<void> {
  await sql(
    `UPDATE feed f SET ${PROGRESS} FROM jsonb_to_recordset($1::jsonb) AS r (${COLUMNS})
     WHERE f.id = r.feed_id AND f.account_id = $2`,
    [json([toRow(feedId, progress)]), accountId],
  );
}

/**
 * Saves those whose lease is held, in one statement that takes the accounts' locks in the order of their ids. What it
 * had to wait for it reads anew, so that neither a stolen lease nor a wake-up of that moment is overlooked.
 */
export async function saveHeldProgress(
  sql: Sql,
  steps: readonly FeedStep[],
): Promise<readonly ('committed' | 'lost-lease')[]> {
  const rows = steps.map(({ lease, feedId, progress }) => ({
    account_id: lease.accountId,
    owner: lease.owner,
    token: lease.token,
    ...toRow(feedId, progress),
  }));
  const saved = await sql<{ id: string }>(
    `WITH asked AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (account_id uuid, owner text, token bigint, ${COLUMNS})
     ), held AS (
       SELECT asked.feed_id FROM asked JOIN account a
         ON a.id = asked.account_id AND a.lease_owner = asked.owner AND a.lease_token = asked.token
       ORDER BY a.id FOR NO KEY UPDATE OF a
     )
     UPDATE feed f SET ${PROGRESS} FROM asked r JOIN held ON held.feed_id = r.feed_id
     WHERE f.id = r.feed_id AND f.account_id = r.account_id
     RETURNING f.id`,
    [json(rows)],
  );
  const ids = new Set(saved.map(({ id }) => id));
  return steps.map(({ feedId }) => (ids.has(feedId) ? 'committed' : 'lost-lease'));
}

function toRow(feedId: string, progress: FeedProgress): Readonly<Record<string, unknown>> {
  return {
    feed_id: feedId,
    cursor: progress.cursor,
    baseline_at: progress.baselineAt,
    next_poll_at: progress.nextPollAt,
    last_change_at: progress.lastChangeAt,
    is_running: progress.isRunning,
    failures: progress.failures,
    last_error: progress.lastError,
    counted_since: progress.tally?.since ?? null,
    fetched: progress.tally?.fetched ?? 0,
    stored: progress.tally?.stored ?? 0,
  };
}
