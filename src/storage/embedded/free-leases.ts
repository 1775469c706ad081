import type { DataSource } from 'typeorm';

/**
 * Ends every lease and role: whoever holds the directory's lock is alone, so they belong to a process that is gone,
 * and nobody has to wait until they run out.
 */
export async function freeLeases(source: DataSource): Promise<void> {
  await source.query(
    'UPDATE account SET leased_until = NULL, lease_owner = NULL WHERE leased_until IS NOT NULL',
  );
  await source.query(
    'UPDATE lane SET leased_until = NULL, lease_owner = NULL WHERE leased_until IS NOT NULL',
  );
  await source.query('DELETE FROM role');
  await source.query('DELETE FROM process');
}
