import { createTask, type ScheduledTask } from 'node-cron';
import PQueue from 'p-queue';
import type { AccountWork } from '../domain/ports/poll-store.js';
import { agesAt, type Retention, USUAL_RETENTION } from '../domain/retention.js';
import { HOUR, MINUTE, SECOND } from '../domain/time.js';
import type { CycleDeps } from './cycle-deps.js';
import { AccountPoll } from './poll-account.js';
import { createReadWatchdog } from './read-watchdog.js';
import { createSteadyClock } from './steady-clock.js';

export interface SchedulerDeps extends Omit<CycleDeps, 'watchdog' | 'retentionMs'> {
  /** Names this process in leases. */
  readonly owner: string;
  /** Messages are owed: the dispatcher looks at once. */
  readonly onOwed: () => void;
  /** Accounts polled at the same time; 16 by default. */
  readonly concurrency?: number;
  /** 90 days by default. */
  readonly retention?: Retention;
  /** How long `stop` lets running polls go on; 3 s by default. */
  readonly stopWithinMs?: number;
}

export interface Scheduler {
  /** Ticks each second from now on, and once at once. */
  start(): void;
  /**
   * One turn by the clock: ends reads that take too long, renews leases, claims what is due. It resolves when the
   * claimed polls have begun; `idle` tells when they are done. Never rejects.
   */
  tick(): Promise<void>;
  /** Claims now what has become due, as after a person's own action. */
  nudge(): void;
  /** Resolves when nothing is claimed, polled or pruned any more, wake-ups among the feeds included. */
  idle(): Promise<void>;
  /** Takes nothing new, lets running polls end within the deadline, aborts the rest, gives the leases back. */
  stop(): Promise<void>;
}

export const LEASE_MS = 30 * SECOND;
const RENEW_AFTER_MS = 10 * SECOND;
/** An account that is polled for longer than this is asked for feeds that became due meanwhile. */
const REFRESH_AFTER_MS = 5 * SECOND;
const CONCURRENCY = 16;
const STOP_WITHIN_MS = 3 * SECOND;
const GUARD_MS = 5 * SECOND;
/** After the abort nothing but the database can hold a poll up. */
const GIVE_UP_AFTER_MS = 2 * SECOND;

interface Run {
  readonly work: AccountWork;
  readonly poll: AccountPoll;
  leasedUntil: number;
  refreshedAt: number;
  isRenewing: boolean;
}

/** Claims due accounts by lease and polls them. Many processes may do so on one database. */
export function createScheduler(deps: SchedulerDeps): Scheduler {
  return new LeasedScheduler(deps);
}

class LeasedScheduler implements Scheduler {
  readonly #deps: SchedulerDeps;
  readonly #cycle: CycleDeps;
  readonly #concurrency: number;
  readonly #queue: PQueue;
  readonly #runs = new Set<Run>();
  readonly #chores = new Set<Promise<void>>();
  #cron: ScheduledTask | null = null;
  #guard: NodeJS.Timeout | undefined;
  #hasTicked = false;
  /** One claim at a time; asked for during it, which may have looked too early, one more follows. */
  readonly #claims = new PQueue({ concurrency: 1 });
  #isSaturated = false;
  #isAway = false;
  #isStopped = false;
  #pruneAt: number;
  readonly #retention: Retention;

  constructor(deps: SchedulerDeps) {
    const clock = createSteadyClock(deps.clock);
    this.#retention = deps.retention ?? USUAL_RETENTION;
    const retentionMs = this.#retention.snapshotsMs;
    this.#deps = deps;
    this.#cycle = { ...deps, clock, retentionMs, watchdog: createReadWatchdog(clock) };
    this.#concurrency = deps.concurrency ?? CONCURRENCY;
    this.#queue = new PQueue({ concurrency: this.#concurrency });
    this.#pruneAt = clock().getTime() + 5 * MINUTE;
  }

  start(): void {
    this.#startCron();
    this.#guard = setInterval(() => this.#reviveCron(), GUARD_MS);
    void this.tick();
  }

  async tick(): Promise<void> {
    this.#hasTicked = true;
    const now = this.#cycle.clock().getTime();
    this.#cycle.watchdog.beat();
    for (const run of this.#runs) this.#tend(run, now);
    if (now >= this.#pruneAt) this.#prune(now);
    this.nudge();
    await this.#claims.onIdle();
  }

  nudge(): void {
    if (!this.#isStopped && this.#claims.size === 0) void this.#claims.add(() => this.#claim());
  }

  async idle(): Promise<void> {
    while (this.#claims.pending + this.#claims.size + this.#runs.size + this.#chores.size > 0) {
      await this.#claims.onIdle();
      await this.#queue.onIdle();
      await Promise.all(this.#chores);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#guard);
    await this.#cron?.destroy();
    await within(this.#deps.stopWithinMs ?? STOP_WITHIN_MS, this.idle());
    for (const { poll } of this.#runs) poll.abort(new Error('the daemon stops'));
    await within(GIVE_UP_AFTER_MS, this.idle());
  }

  #startCron(): void {
    const options = { name: 'polls', suppressMissedWarning: true };
    this.#cron = createTask('* * * * * *', () => this.tick(), options);
    void this.#cron.start();
  }

  /** A cron goes by the wall: when the system's clock is put back, it waits until the time has come round again. */
  #reviveCron(): void {
    if (!this.#hasTicked) {
      void this.#cron?.destroy();
      this.#startCron();
    }
    this.#hasTicked = false;
  }

  async #claim(): Promise<void> {
    const limit = this.#concurrency - this.#runs.size;
    if (limit <= 0) return;
    const now = this.#cycle.clock();
    const until = new Date(now.getTime() + LEASE_MS);
    try {
      const claimed = await this.#deps.store.claimDue({ owner: this.#deps.owner, limit, now, until });
      for (const work of claimed) this.#begin(work, until);
      this.#isSaturated = claimed.length === limit;
      this.#noteDatabase(null);
    } catch (error) {
      this.#noteDatabase(error);
    }
    this.#deps.metrics.load(this.#runs.size, this.#isSaturated);
  }

  #begin(work: AccountWork, until: Date): void {
    const poll = new AccountPoll(this.#cycle, work, {
      onOwed: this.#deps.onOwed,
      onWoken: () => this.nudge(),
    });
    const leasedUntil = until.getTime();
    const run = { work, poll, leasedUntil, refreshedAt: leasedUntil - LEASE_MS, isRenewing: false };
    this.#runs.add(run);
    void this.#queue.add(() => this.#conduct(run));
  }

  /** A poll that the database broke off keeps its lease until it runs out, so that it is not tried again at once. */
  async #conduct(run: Run): Promise<void> {
    try {
      if ((await run.poll.run()) === 'done') await this.#deps.store.release(run.work.lease);
    } catch (error) {
      this.#noteDatabase(error);
    } finally {
      this.#runs.delete(run);
    }
    const free = this.#concurrency - this.#runs.size;
    if (run.poll.hasWoken || (this.#isSaturated && free >= this.#concurrency / 4)) this.nudge();
  }

  #tend(run: Run, now: number): void {
    if (now >= run.leasedUntil) {
      run.poll.loseLease();
      return;
    }
    if (!run.isRenewing && run.leasedUntil - now <= LEASE_MS - RENEW_AFTER_MS)
      this.#chore(this.#renew(run, now));
    if (now - run.refreshedAt < REFRESH_AFTER_MS) return;
    run.refreshedAt = now;
    run.poll.refresh();
  }

  async #renew(run: Run, now: number): Promise<void> {
    const until = now + LEASE_MS;
    run.isRenewing = true;
    try {
      if (await this.#deps.store.renew(run.work.lease, new Date(until))) run.leasedUntil = until;
      else run.poll.loseLease();
    } catch (error) {
      this.#noteDatabase(error);
    } finally {
      run.isRenewing = false;
    }
  }

  #prune(now: number): void {
    this.#pruneAt = now + HOUR;
    const pruned = this.#deps.store.prune(agesAt(new Date(now), this.#retention));
    this.#chore(pruned.catch((error: unknown) => this.#noteDatabase(error)));
  }

  #chore(work: Promise<void>): void {
    const chore = work.finally(() => this.#chores.delete(chore));
    this.#chores.add(chore);
  }

  /** One line when the database goes and one when it is back. */
  #noteDatabase(error: unknown): void {
    if (error === null && this.#isAway) this.#deps.logger.info({}, 'polling goes on');
    if (error !== null && !this.#isAway) {
      this.#deps.logger.error({ error }, 'polling waits for the database');
    }
    this.#isAway = error !== null;
  }
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, tooLong]);
  clearTimeout(timer);
}
