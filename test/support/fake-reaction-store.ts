import type { Json } from '../../src/domain/json.js';
import type {
  ReactionLease,
  ReactionRun,
  ReactionStore,
  RunEnd,
} from '../../src/domain/ports/reaction-store.js';

interface Row {
  run: ReactionRun;
  dueAt: Date;
  /** `null`: not yet. */
  finishedAt: Date | null;
  end: RunEnd | null;
}

/** The runs of one lane in memory: as if it were always leased to whoever asks. */
export class FakeReactionStore implements ReactionStore {
  readonly rows: Row[] = [];
  readonly memory = new Map<string, Json>();

  owe(run: ReactionRun, now: Date): void {
    this.rows.push({ run, dueAt: now, finishedAt: null, end: null });
  }

  next(_lease: ReactionLease, now: Date): Promise<ReactionRun | null> {
    const row = this.rows.find(({ dueAt, finishedAt }) => finishedAt === null && dueAt <= now);
    return Promise.resolve(row?.run ?? null);
  }

  begin(_lease: ReactionLease, runId: string): Promise<boolean> {
    const row = this.#row(runId);
    row.run = { ...row.run, startedAttempts: row.run.startedAttempts + 1 };
    return Promise.resolve(true);
  }

  settle(_lease: ReactionLease, runId: string, end: RunEnd, now: Date): Promise<boolean> {
    const row = this.#row(runId);
    const { startedAttempts, failures } = row.run;
    const isFault = end.result === 'again' && end.isOwnFault;
    row.run = { ...row.run, finishedAttempts: startedAttempts, failures: failures + (isFault ? 1 : 0) };
    row.end = end;
    if (end.result === 'again') row.dueAt = end.at;
    else row.finishedAt = now;
    return Promise.resolve(true);
  }

  countActed({ handler, card }: Pick<ReactionRun, 'handler' | 'card'>, since: Date): Promise<number> {
    const acted = this.rows.filter(
      ({ run, finishedAt, end }) =>
        run.handler === handler &&
        run.card === card &&
        finishedAt !== null &&
        finishedAt >= since &&
        end?.result === 'done' &&
        end.hasActed,
    );
    return Promise.resolve(acted.length);
  }

  recall(_accountId: string, _module: string, key: string): Promise<{ readonly value: Json } | null> {
    const value = this.memory.get(key);
    return Promise.resolve(value === undefined ? null : { value });
  }

  remember({ key, value }: { readonly key: string; readonly value: Json }): Promise<void> {
    this.memory.set(key, value);
    return Promise.resolve();
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  deedsOn(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  findAccount(): Promise<null> {
    return Promise.resolve(null);
  }

  distribute(): Promise<number> {
    return Promise.resolve(0);
  }

  claim(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  #row(runId: string): Row {
    const row = this.rows.find(({ run }) => run.id === runId);
    if (row === undefined) throw new Error('there is no such run');
    return row;
  }
}
