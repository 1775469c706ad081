import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startUpkeep } from '../../../../src/storage/embedded/upkeep.js';

/** A database that counts what it has written. */
class FakeDatabase {
  readonly statements: string[] = [];
  written = 0;
  dead: string[] = [];
  grown: string[] = [];
  failure: Error | null = null;
  #start = 0;

  readonly query = (statement: string): Promise<readonly Record<string, unknown>[]> => {
    if (this.failure !== null) return Promise.reject(this.failure);
    if (statement.includes('pg_stat_user_tables'))
      return Promise.resolve([
        ...this.dead.map((relname) => ({ relname, is_dead: true })),
        ...this.grown.map((relname) => ({ relname, is_dead: false })),
      ]);
    if (statement.includes('pg_current_wal_lsn')) {
      return Promise.resolve([{ position: '0/1', bytes: this.written - this.#start }]);
    }
    this.statements.push(statement);
    if (statement === 'CHECKPOINT') this.#start = this.written;
    return Promise.resolve([]);
  };
}

const HALF_MINUTE = 30_000;

describe('upkeep', () => {
  let db: FakeDatabase;
  let failures: unknown[];
  let stop: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    db = new FakeDatabase();
    failures = [];
    stop = startUpkeep({ query: db.query, onFailure: (error) => failures.push(error) });
  });

  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('lets an idle database sleep', async () => {
    await jest.advanceTimersByTimeAsync(100 * HALF_MINUTE);

    expect(db.statements).toEqual([]);
  });

  it('writes a checkpoint as soon as the log is long', async () => {
    db.written = 40 * 1024 * 1024;
    await jest.advanceTimersByTimeAsync(HALF_MINUTE);

    expect(db.statements).toEqual(['CHECKPOINT']);
  });

  it('writes one for a short log after some minutes, and none without a log', async () => {
    db.written = 1_000;
    await jest.advanceTimersByTimeAsync(9 * HALF_MINUTE);
    expect(db.statements).toEqual([]);
    await jest.advanceTimersByTimeAsync(HALF_MINUTE);
    expect(db.statements).toEqual(['CHECKPOINT']);

    await jest.advanceTimersByTimeAsync(50 * HALF_MINUTE);
    expect(db.statements).toEqual(['CHECKPOINT']);
  });

  it('vacuums the tables that need it, each by itself', async () => {
    db.dead = ['lane', 'outbox'];
    await jest.advanceTimersByTimeAsync(HALF_MINUTE);

    expect(db.statements).toEqual(['VACUUM (ANALYZE) "lane"', 'VACUUM (ANALYZE) "outbox"']);
  });

  it('counts the tables that have grown anew, without a vacuum', async () => {
    db.grown = ['event'];
    await jest.advanceTimersByTimeAsync(HALF_MINUTE);

    expect(db.statements).toEqual(['ANALYZE "event"']);
  });

  it('reports a failure and tries again', async () => {
    db.failure = new Error('full disk');
    await jest.advanceTimersByTimeAsync(HALF_MINUTE);
    db.failure = null;
    db.dead = ['lane'];
    await jest.advanceTimersByTimeAsync(HALF_MINUTE);

    expect(failures).toEqual([new Error('full disk')]);
    expect(db.statements).toEqual(['VACUUM (ANALYZE) "lane"']);
  });
});
