import PQueue from 'p-queue';
import type { RequestOutcome } from '../domain/ports/request-gate.js';
import { MINUTE } from '../domain/time.js';
import type { Priority, RequestBudget } from './request-budgets.js';
import { retryTime } from './server-limits.js';
import { TokenBucket } from './token-bucket.js';

/** Gives a place among the requests under way back. Calling it again does nothing. */
export type Leave = () => void;

/** A request that has not been reported for so long is not under way any more. */
const STALE_MS = 2 * MINUTE;
/** So many bare refusals to each of two tokens, with no answer to anybody between, look like a block of our address. */
const BLOCK_SIGNS = 3;
const ADDRESS_BLOCK_MS = MINUTE;
/** Who goes first where all places are taken. */
const RANKS: Readonly<Record<Priority, number>> = { person: 2, poll: 1, reaction: 0 };

/** One forge instance as all accounts share it: rate, requests under way, and blocks that concern everybody. */
export class InstanceLimits {
  readonly #budget: RequestBudget;
  readonly #bucket: TokenBucket;
  readonly #queue: PQueue;
  readonly #underWay = new Map<Leave, number>();
  /** Bare refusals in a row, by account. */
  readonly #refusals = new Map<string, number>();
  #blockedUntil = 0;

  constructor(budget: RequestBudget, liveProcesses: number, now: Date) {
    this.#budget = budget;
    const perSecond = budget.forgePerSecond / liveProcesses;
    const capacity = Math.max(1, budget.forgePerSecond);
    this.#bucket = new TokenBucket({ perSecond, capacity, initial: Math.max(1, perSecond), now });
    this.#queue = new PQueue({ concurrency: shareOf(budget.forgeConcurrency, liveProcesses) });
  }

  share(liveProcesses: number, now: Date): void {
    this.#bucket.setRate(this.#budget.forgePerSecond / liveProcesses, now);
    this.#queue.concurrency = shareOf(this.#budget.forgeConcurrency, liveProcesses);
  }

  blockedMs(now: Date): number {
    return this.#blockedUntil - now.getTime();
  }

  /** People do not queue behind polls for the rate; what they take, polls wait for. */
  paceMs(priority: Priority, now: Date): number {
    return priority === 'person' ? 0 : this.#bucket.waitMs(now);
  }

  take(): void {
    this.#bucket.take();
  }

  giveBack(): void {
    this.#bucket.giveBack();
  }

  /** Waits for a place among the requests under way. The signal gives the place back, too. */
  enter(priority: Priority, signal: AbortSignal, now: Date): Promise<Leave> {
    this.#dropStale(now);
    return new Promise((resolve, reject) => {
      const stay = (): Promise<void> =>
        new Promise((leave) => {
          this.#underWay.set(leave, now.getTime());
          resolve(() => {
            this.#underWay.delete(leave);
            leave();
          });
        });
      this.#queue.add(stay, { priority: RANKS[priority], signal }).catch(reject);
    });
  }

  /** True when this answer blocked the whole instance. */
  note(accountId: string, outcome: RequestOutcome, now: Date): boolean {
    const { status, limit, retryAfterSeconds } = outcome;
    if (status === 503 && retryAfterSeconds !== null) {
      this.#blockedUntil = Math.max(this.#blockedUntil, retryTime(outcome, now) ?? 0);
      return true;
    }
    const isBareRefusal = status === 403 && limit === null && retryAfterSeconds === null;
    if (!isBareRefusal) {
      if (status !== null && status < 500) this.#refusals.clear();
      return false;
    }
    this.#refusals.set(accountId, (this.#refusals.get(accountId) ?? 0) + 1);
    if ([...this.#refusals.values()].filter((count) => count >= BLOCK_SIGNS).length < 2) return false;
    this.#refusals.clear();
    this.#blockedUntil = Math.max(this.#blockedUntil, now.getTime() + ADDRESS_BLOCK_MS);
    return true;
  }

  #dropStale(now: Date): void {
    for (const [leave, since] of this.#underWay) {
      if (now.getTime() - since < STALE_MS) continue;
      this.#underWay.delete(leave);
      leave();
    }
  }
}

function shareOf(concurrency: number, liveProcesses: number): number {
  return Math.max(1, Math.floor(concurrency / liveProcesses));
}
