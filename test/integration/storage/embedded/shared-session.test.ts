import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openEmbedded, type Engine } from '../../../../src/storage/embedded/open-embedded.js';
import { vacuum } from '../../../../src/storage/embedded/upkeep.js';
import { embeddedPlace, recordingLogger, type Place } from '../../../support/database.js';

describe('connections that share the one session', () => {
  let place: Place;
  let engine: Engine;
  let pool: pg.Pool;

  beforeAll(async () => {
    place = await embeddedPlace();
    engine = await openEmbedded({ dataDir: place.dataDir, log: recordingLogger([]) });
    pool = new pg.Pool({ stream: () => engine.openStream(), user: 'postgres', database: 'postgres', max: 4 });
    await pool.query(`CREATE TABLE counter (id integer PRIMARY KEY, value integer NOT NULL)`);
    await pool.query(`INSERT INTO counter VALUES (1, 0)`);
  }, 120_000);

  afterAll(async () => {
    await pool.end();
    await engine.close();
    await place.remove();
  });

  const value = async () =>
    (await pool.query<{ value: number }>(`SELECT value FROM counter WHERE id = 1`)).rows[0]?.value;

  it('run overlapping transactions one after the other', async () => {
    const before = (await value()) ?? 0;
    const increment = async () => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const { rows } = await client.query<{ value: number }>(
          `SELECT value FROM counter WHERE id = 1 FOR UPDATE`,
        );
        await client.query(`UPDATE counter SET value = $1 WHERE id = 1`, [(rows[0]?.value ?? 0) + 1]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    };

    await Promise.all(Array.from({ length: 20 }, increment));

    expect(await value()).toBe(before + 20);
  });

  it('see nothing of what another rolls back', async () => {
    const before = await value();
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query(`UPDATE counter SET value = 1000 WHERE id = 1`);

    const outside = value();
    await client.query('ROLLBACK');
    client.release();

    expect(await outside).toBe(before);
  });

  it('roll back for a client that is destroyed in its transaction, and go on', async () => {
    const before = await value();
    const client = await pool.connect();
    client.on('error', () => undefined);
    await client.query('BEGIN');
    await client.query(`UPDATE counter SET value = -1 WHERE id = 1`);

    client.release(true);

    expect(await value()).toBe(before);
  });

  it('let a client go that is destroyed while it waits for its turn', async () => {
    const holder = await pool.connect();
    await holder.query('BEGIN');
    const waiter = await pool.connect();
    waiter.on('error', () => undefined);
    const waiting = waiter.query(`SELECT 1`).catch((error: unknown) => error);

    waiter.release(true);
    await holder.query('COMMIT');
    holder.release();

    expect(await waiting).toBeInstanceOf(Error);
    expect(await value()).toEqual(expect.any(Number));
  });

  it('go on after an error in a transaction', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await expect(client.query(`SELECT 1 / 0`)).rejects.toMatchObject({ code: '22012' });
    await expect(client.query(`SELECT 1`)).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK');
    client.release();

    expect(await value()).toEqual(expect.any(Number));
  });

  it('never get the answer to somebody else, however large the questions', async () => {
    const crossed: string[] = [];
    const ask = async (lane: number) => {
      for (let round = 0; round < 6; round += 1) {
        const mark = `${lane}-${round}`;
        const { rows } = await pool.query<{ mark: string; size: number }>(
          `SELECT $1::text AS mark, length($2::text) AS size`,
          [mark, mark.padEnd(1_000_000, 'x')],
        );
        if (rows[0]?.mark !== mark || rows[0].size !== 1_000_000) crossed.push(mark);
      }
    };

    await Promise.all([1, 2, 3, 4].map(ask));

    expect(crossed).toEqual([]);
  });

  it('are vacuumed where enough rows are dead', async () => {
    await pool.query(`CREATE TABLE busy AS SELECT n FROM generate_series(1, 1000) AS n`);
    await pool.query(`UPDATE busy SET n = n + 1`);
    await pool.query(`SELECT pg_stat_force_next_flush()`);
    const query = async (statement: string) => (await pool.query<Record<string, unknown>>(statement)).rows;

    const vacuumed = await vacuum(query);

    expect(vacuumed).toEqual(['busy']);
    expect(await vacuum(query)).toEqual([]);
  });

  it('are counted anew where enough rows were added', async () => {
    await pool.query(`CREATE TABLE grown AS SELECT n FROM generate_series(1, 10000) AS n`);
    await pool.query(`SELECT pg_stat_force_next_flush()`);
    const query = async (statement: string) => (await pool.query<Record<string, unknown>>(statement)).rows;

    expect(await vacuum(query)).toEqual(['grown']);
    expect(await query(`SELECT reltuples FROM pg_class WHERE relname = 'grown'`)).toEqual([
      { reltuples: 10_000 },
    ]);
    expect(await vacuum(query)).toEqual([]);
  });
});
