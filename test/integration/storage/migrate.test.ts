import { expect, it } from '@jest/globals';
import { ANY_BOT, emptyFilter } from '../../../src/domain/watch-filter.js';
import { migrate, undoLastMigration } from '../../../src/storage/migrate.js';
import { aMergeRequest, CAROL } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, personWatching } from './fixtures.js';

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

    for (let left = source.migrations.length; left > 0; left -= 1) await undoLastMigration(source);
    const between = await tables();
    await migrate(source);

    expect(before).toContain('outbox');
    expect(between).toEqual(['migration']);
    expect(await tables()).toEqual(before);
  });

  it('give a watch with a filter back the level that the filter was made of', async () => {
    const storage = await open();
    const { watch } = await personWatching(storage, ALICE);
    const { source } = database.connection();
    await storage.people.watches.setFilter(watch.id, { ...emptyFilter('team'), exclude: [ANY_BOT] });

    for (const name of source.migrations.map((one) => one.name ?? '').reverse()) {
      await undoLastMigration(source);
      if (name.startsWith('Filters')) break;
    }
    const levels = await database.sql(`SELECT level FROM watch`);
    await migrate(source);

    expect(levels).toEqual([{ level: 'team' }]);
  });

  it('mark the open pull requests of GitHub, whose verdicts may not be known', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const { source } = database.connection();
    for (const name of source.migrations.map((one) => one.name ?? '').reverse()) {
      await undoLastMigration(source);
      if (name.startsWith('Sketches')) break;
    }
    const approved = { person: CAROL, state: 'approved', sha: null, at: null } as const;
    const bodies = [
      aMergeRequest({ id: '1', reviews: [approved] }),
      aMergeRequest({ id: '2', state: 'merged' }),
    ];
    for (const body of bodies) {
      await database.sql(
        `INSERT INTO snapshot (account_id, key, kind, project_id, body, updated_at) VALUES ($1, $2, 'merge-request', '1', $3, now())`,
        [account.id, `merge-request:${body.id}`, JSON.stringify(body)],
      );
    }

    await database.sql(`UPDATE account SET forge_kind = 'github'`);
    await migrate(source);

    const marked = await database.sql(`SELECT key FROM snapshot WHERE body ? 'isSketch'`);
    expect(marked).toEqual([{ key: 'merge-request:1' }]);
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
