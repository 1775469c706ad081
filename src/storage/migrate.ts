import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { ConfigError } from '../domain/errors.js';
import { MIGRATIONS_TABLE } from './data-source.js';

/** Any constant will do, as long as every daemon of a database uses it. */
const MIGRATION_LOCK = 4_720_260_115;
const OLDEST_SERVER = 140_000;

/** Brings the schema up to date in one transaction; of daemons that start together one migrates and the rest wait. */
export async function migrate(source: DataSource): Promise<void> {
  await inLockedTransaction(source, async (runner) => {
    await refuseOldServer(runner);
    const executor = new MigrationExecutor(source, runner);
    await executor.executePendingMigrations();
    await refuseNewerSchema(source, runner);
  });
}

/** Takes the newest migration back. */
export async function undoLastMigration(source: DataSource): Promise<void> {
  await inLockedTransaction(source, (runner) => new MigrationExecutor(source, runner).undoLastMigration());
}

async function inLockedTransaction(
  source: DataSource,
  work: (runner: QueryRunner) => Promise<void>,
): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    // The limits for daily statements are too short for a migration, and for waiting for another daemon's.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await work(runner);
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive && !runner.isReleased) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

async function refuseOldServer(runner: QueryRunner): Promise<void> {
  const rows = (await runner.query(`SELECT current_setting('server_version_num')::integer AS number`)) as {
    number: number;
  }[];
  const number = rows[0]?.number ?? 0;
  if (number >= OLDEST_SERVER) return;
  throw new ConfigError([
    `DATABASE_URL names a PostgreSQL ${Math.floor(number / 10_000)}: Forgewatch needs 14 or later.`,
  ]);
}

async function refuseNewerSchema(source: DataSource, runner: QueryRunner): Promise<void> {
  const rows = (await runner.query(`SELECT name FROM ${MIGRATIONS_TABLE}`)) as { name: string }[];
  const known = new Set(source.migrations.map((migration) => migration.name));
  const unknown = rows.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new ConfigError([
    `The database was written by a newer Forgewatch (${unknown.join(', ')}): install that version or a later one.`,
  ]);
}
