import { connect } from '../../src/storage/connect.js';
import { createMemoryLogger } from '../support/memory-logger.js';
import type { Place } from './secret-scan.js';

/** Every row of every table of a daemon's database, all columns as text, one place a row. The daemon must be gone. */
export async function dumpDatabase(address: {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}): Promise<readonly Place[]> {
  const connection = await connect({
    ...address,
    secretKey: Buffer.alloc(32),
    logger: createMemoryLogger(),
    clock: () => new Date(),
  });
  try {
    const tables = await connection.db.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    const places: Place[] = [];
    for (const { name } of tables) {
      const rows = await connection.db.sql<{ content: string }>(
        `SELECT row_to_json(t)::text AS content FROM "${name}" t`,
      );
      places.push(...rows.map(({ content }, index) => ({ name: `${name} row ${index + 1}`, content })));
    }
    return places;
  } finally {
    await connection.close();
  }
}
