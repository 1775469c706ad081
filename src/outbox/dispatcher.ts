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
const CONCURRENCY = 32;

/** Delivers the outbox: claims chats, each by one process at a time, and sends what they are owed in order. */
export class Dispatcher {
  readonly #deps: DispatcherDeps;
  readonly #concurrency: number;
  readonly #queue: PQueue;
  #sweep: NodeJS.Timeout | null = null;
  #claiming: Promise<void> | null = null;
  #isClaimWanted = false;
  #isAway = false;
  #isStopped = false;

  constructor(deps: DispatcherDeps) {
    this.#deps = deps;
    this.#concurrency = deps.concurrency ?? CONCURRENCY;
    this.#queue = new PQueue({ concurrency: this.#concurrency });
  }

  start(): void {
    this.#sweep = setInterval(() => this.nudge(), SWEEP_MS);
  }

  /** Something was enqueued: look now rather than at the next sweep. One look at a time; a nudge during it makes one more. */
  nudge(): void {
    this.#isClaimWanted = true;
    if (this.#claiming !== null || this.#isStopped) return;
    this.#isClaimWanted = false;
    this.#claiming = this.#claim().finally(() => {
      this.#claiming = null;
      if (this.#isClaimWanted) this.nudge();
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#claiming !== null || this.#queue.pending + this.#queue.size > 0) {
      await this.#claiming;
      await this.#queue.onIdle();
    }
  }

  /** Takes nothing new and lets what is under way end. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#sweep !== null) clearInterval(this.#sweep);
    await this.idle();
  }

  async #claim(): Promise<void> {
    const { store, owner, clock, logger } = this.#deps;
    const free = this.#concurrency - this.#queue.pending - this.#queue.size;
    if (free <= 0) return;
    try {
      const now = clock();
      const until = new Date(now.getTime() + LEASE_MS);
      const leases = await store.claimLanes({ owner, limit: free, now, until });
      for (const lease of leases) void this.#queue.add(() => this.#deliver(lease));
      if (this.#isAway) logger.info({}, 'outbox is back');
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) logger.warn({ error }, 'outbox cannot be read, waiting for the database');
      this.#isAway = true;
    }
  }

  async #deliver(lease: LaneLease): Promise<void> {
    try {
      await this.#deps.runLane(lease);
      this.nudge();
    } catch (error) {
      this.#deps.logger.error({ error, chat: lease.chat.key }, 'delivery to a chat broke off');
    }
  }
}
