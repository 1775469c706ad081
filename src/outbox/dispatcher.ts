import PQueue from 'p-queue';
import type { Logger } from '../domain/logger.js';
import type { LaneLease, OutboxStore } from '../domain/ports/outbox-store.js';
import { type Clock, SECOND } from '../domain/time.js';
import type { LaneRunner } from './run-lane.js';

export interface DispatcherDeps {
  readonly store: OutboxStore;
  readonly runLane: LaneRunner;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process in leases. */
  readonly owner: string;
  /** Chats written to at the same time. */
  readonly concurrency?: number;
}

const SWEEP_MS = SECOND;
/** Longer than the slowest delivery, two calls of 12 s; as long as this a killed process keeps its chats waiting. */
const LEASE_MS = 30 * SECOND;
const CONCURRENCY = 64;
/** Share of the places that are taken before free ones are filled again, so that a claim is worth its statement. */
const BUSY_SHARE = 0.75;

/** Delivers the outbox: claims chats, each by one process at a time, and sends what they are owed in order. */
export class Dispatcher {
  readonly #deps: DispatcherDeps;
  readonly #concurrency: number;
  readonly #underWay = new Set<Promise<void>>();
  #sweep: NodeJS.Timeout | null = null;
  /** One look at a time, and at most one more behind it. */
  readonly #claims = new PQueue({ concurrency: 1 });
  #isAway = false;
  #isStopped = false;

  constructor(deps: DispatcherDeps) {
    this.#deps = deps;
    this.#concurrency = deps.concurrency ?? CONCURRENCY;
  }

  start(): void {
    this.#sweep = setInterval(() => this.nudge(), SWEEP_MS);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#claims.pending + this.#claims.size + this.#underWay.size > 0) {
      await this.#claims.onIdle();
      await Promise.all(this.#underWay);
    }
  }

  /** Takes nothing new and lets what is under way end. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#sweep !== null) clearInterval(this.#sweep);
    await this.idle();
  }

  /** Something was enqueued: look now rather than at the next sweep. A look under way may have been too early: one more follows. */
  nudge(): void {
    if (!this.#isStopped && this.#claims.size === 0) void this.#claims.add(() => this.#claim());
  }

  async #claim(): Promise<void> {
    const { store, owner, clock, logger } = this.#deps;
    const free = this.#concurrency - this.#underWay.size;
    if (free <= 0) return;
    try {
      const now = clock();
      const until = new Date(now.getTime() + LEASE_MS);
      const leases = await store.claimLanes({ owner, limit: free, now, until });
      for (const lease of leases) this.#begin(lease);
      if (this.#isAway) logger.info({}, 'outbox is back');
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) logger.warn({ error }, 'outbox cannot be read, waiting for the database');
      this.#isAway = true;
    }
  }

  #begin(lease: LaneLease): void {
    const delivery = this.#deliver(lease).finally(() => {
      this.#underWay.delete(delivery);
      if (this.#underWay.size <= this.#concurrency * BUSY_SHARE) this.nudge();
    });
    this.#underWay.add(delivery);
  }

  async #deliver(lease: LaneLease): Promise<void> {
    try {
      await this.#deps.runLane(lease);
    } catch (error) {
      this.#deps.logger.error({ error, chat: lease.chat.key }, 'delivery to a chat broke off');
    }
  }
}
