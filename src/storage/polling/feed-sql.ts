/**
 * True for a feed that somebody waits for: some confirmed watch of its account, on its project where it has one,
 * belongs to a chat that can be reached. Nothing is polled for anyone else.
 */
export function isWanted(feed: string): string {
  return `EXISTS (
    SELECT 1 FROM watch w JOIN chat c ON c.key = w.chat_key
    WHERE w.account_id = ${feed}.account_id AND w.is_confirmed AND c.is_reachable
      AND (${feed}.project_id IS NULL OR w.project_id = ${feed}.project_id))`;
}

/** The order in which the feeds of one thing stand for lookout: a project's feeds of all kinds go by the same. */
function rank(feed: string): string {
  return `md5(${feed}.account_id::text || ${feed}.project_id)`;
}

/**
 * True for the lookout of a thing: the healthy feed of the least rank; a feed that fails is lookout only where it is
 * alone. An account feed is its own. Speaks of feed `f` of account `a`.
 */
export const IS_LOOKOUT = `(f.project_id IS NULL OR NOT EXISTS (
    SELECT 1 FROM feed o JOIN account b ON b.id = o.account_id
    WHERE o.project_id = f.project_id AND o.kind = f.kind AND o.id <> f.id
      AND b.forge_kind = a.forge_kind AND b.forge_url = a.forge_url AND b.state = 'active'
      AND (f.failures > 0 OR (o.failures = 0 AND ${rank('o')} < ${rank('f')}))
      AND ${isWanted('o')}
  ))`;

/** Columns of feed `f` of account `a`. */
export const FEED_COLUMNS = `f.id, f.account_id, f.kind, f.project_id, f.cursor, f.baseline_at, f.next_poll_at,
  f.last_change_at, f.is_running, f.failures, f.last_error, f.counted_since, f.fetched, f.stored, ${IS_LOOKOUT} AS is_lookout`;

/** Assignments that make a feed due at the parameter, unless it is due earlier, and that leave word for a poll under way. */
export function wokenAt(at: string): string {
  return `next_poll_at = least(next_poll_at, ${at}::timestamptz), last_change_at = greatest(last_change_at, ${at}),
    woken_at = ${at}`;
}
