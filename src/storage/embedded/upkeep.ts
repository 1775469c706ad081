/** What a server does by itself and PGlite does not: checkpoints that bound the log, and vacuuming. */
export interface UpkeepOptions {
  readonly query: (statement: string) => Promise<readonly Record<string, unknown>[]>;
  readonly onFailure: (error: unknown) => void;
}

const INTERVAL_MS = 30_000;
const CHECKPOINT_BYTES = 32 * 1024 * 1024;
/** Rounds after which even a little log is worth a checkpoint: it shortens the next start. */
const CHECKPOINT_ROUNDS = 10;
const DEAD_ROWS = 500;
const NEW_ROWS = 5_000;

interface LogPosition {
  readonly bytes: number;
  readonly position: string;
}

/** Returns the function that ends it. */
export function startUpkeep({ query, onFailure }: UpkeepOptions): () => void {
  let checkpointed = '0/0';
  let rounds = 0;
  const round = async (): Promise<void> => {
    await vacuum(query);
    rounds += 1;
    const written = await logSince(query, checkpointed);
    if (written.bytes === 0 || (written.bytes < CHECKPOINT_BYTES && rounds < CHECKPOINT_ROUNDS)) return;
    await query('CHECKPOINT');
    checkpointed = (await logSince(query, '0/0')).position;
    rounds = 0;
  };
  const timer = setInterval(() => void round().catch(onFailure), INTERVAL_MS);
  return () => clearInterval(timer);
}

/**
 * Tables of which enough rows are dead, or, for the planner has to know of them, new. One statement each: VACUUM
 * refuses to run among others.
 */
export async function vacuum(query: UpkeepOptions['query']): Promise<readonly string[]> {
  const rows = await query(
    `SELECT * FROM (
       SELECT relname, n_dead_tup > greatest(${DEAD_ROWS}, n_live_tup / 5) AS is_dead,
         n_mod_since_analyze > greatest(${NEW_ROWS}, n_live_tup / 5) AS is_new
       FROM pg_stat_user_tables) AS tables WHERE is_dead OR is_new`,
  );
  for (const { relname, is_dead: isDead } of rows) {
    await query(`${isDead === true ? 'VACUUM (ANALYZE)' : 'ANALYZE'} "${String(relname)}"`);
  }
  return rows.map((row) => String(row['relname']));
}

async function logSince(query: UpkeepOptions['query'], position: string): Promise<LogPosition> {
  const [row] = await query(
    `SELECT pg_current_wal_lsn()::text AS position,
       pg_wal_lsn_diff(pg_current_wal_lsn(), '${position}')::float8 AS bytes`,
  );
  const { position: reached, bytes } = row ?? {};
  return {
    bytes: typeof bytes === 'number' ? bytes : 0,
    position: typeof reached === 'string' ? reached : position,
  };
}
