import { expect, it } from '@jest/globals';
import { migrate, undoLastMigration } from '../../../src/storage/migrate.js';
import { describeOnEachDatabase } from '../../support/database.js';

describeOnEachDatabase('migrations', (open, database) => {
  const tables = async () =>
    (
      await database.sql<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
      )
    ).map((row) => row.name);

  it('leave a schema that is what the entities describe', async () => {
    await open();

    const pending = await database.connection().source.driver.createSchemaBuilder().log();

    expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('go down to nothing and up again', async () => {
    await open();
    const { source } = database.connection();
    const before = await tables();

    await undoLastMigration(source);
    const between = await tables();
    await migrate(source);

    expect(before).toContain('outbox');
    expect(between).toEqual(['migration']);
    expect(await tables()).toEqual(before);
  });

  it('refuse a database that a newer version has written', async () => {
    await open();
    const { source } = database.connection();
    await database.sql(
      `INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`,
    );

    await expect(migrate(source)).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('newer Forgewatch (Later9999999999999)'),
    });

    await database.sql(`DELETE FROM migration WHERE timestamp = 9999999999999`);
  });
});
