import { setTimeout as delay } from 'node:timers/promises';
import { ForgeError } from '../domain/errors.js';
import type { Forge, ForgeKind } from '../domain/forge.js';
import type { Logger } from '../domain/logger.js';
import type { RequestGate, RequestOutcome, RequestUsage } from '../domain/ports/request-gate.js';
import { type Clock, MINUTE, SECOND } from '../domain/time.js';
import { InstanceLimits, type Leave } from './instance-limits.js';
import type { PollMetrics, RequestResult } from './poll-metrics.js';
import { type Priority, REQUEST_BUDGETS, type RequestBudget } from './request-budgets.js';
import { ServerLimits } from './server-limits.js';
import { createSteadyClock } from './steady-clock.js';
import { TokenBucket } from './token-bucket.js';

export interface GovernorOptions {
  readonly clock: Clock;
  readonly metrics: Pick<PollMetrics, 'requested'>;
  readonly logger: Logger;
  /** Replaces single numbers of `REQUEST_BUDGETS`. */
  readonly budgets?: Partial<Record<ForgeKind, Partial<RequestBudget>>>;
  /** Rejects when the signal aborts. By default a timer that does not keep the process alive. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface Governor {
  /** The way to the forge for one task of one account. */
  gateFor(account: { readonly id: string; readonly forge: Forge }, priority: Priority): RequestGate;
  /** A forge's own cap is divided by the processes that run. */
  setLiveProcesses(count: number): void;
  /** `null`: this process has asked nothing for the account. */
  usageOf(account: { readonly id: string; readonly forge: Forge }): RequestUsage | null;
}

/** Who would have to wait longer is refused, and told for how long. */
const LONGEST_WAIT_MS: Readonly<Record<Priority, number>> = {
  poll: 10 * SECOND,
  person: 5 * SECOND,
  reaction: 10 * SECOND,
};

interface AccountLimits {
  readonly buckets: Readonly<Record<Priority, TokenBucket>>;
  readonly server: ServerLimits;
}

interface Lane {
  readonly account: AccountLimits;
  readonly accountId: string;
  readonly instance: InstanceLimits;
  readonly forge: Forge;
  readonly priority: Priority;
}

/** Keeps every request of the daemon inside its published budget and inside what the servers allow. */
export function createGovernor(options: GovernorOptions): Governor {
  const clock = createSteadyClock(options.clock);
  const accounts = new Map<string, AccountLimits>();
  const instances = new Map<string, InstanceLimits>();
  let liveProcesses = 1;

  const budgetOf = (kind: ForgeKind): RequestBudget => ({
    ...REQUEST_BUDGETS[kind],
    ...options.budgets?.[kind],
  });

  return {
    gateFor({ id, forge }, priority) {
      const account = accounts.get(id) ?? createAccountLimits(budgetOf(forge.kind), clock());
      accounts.set(id, account);
      const instance =
        instances.get(forge.url) ?? new InstanceLimits(budgetOf(forge.kind), liveProcesses, clock());
      instances.set(forge.url, instance);
      return createGate({ account, accountId: id, instance, forge, priority }, { ...options, clock });
    },
    setLiveProcesses(count) {
      liveProcesses = Math.max(1, count);
      for (const instance of instances.values()) instance.share(liveProcesses, clock());
    },
    usageOf({ id, forge }) {
      const account = accounts.get(id);
      if (account === undefined) return null;
      const { pollBurst: most, pollsPerMinute: perMinute } = budgetOf(forge.kind);
      const left = Math.max(0, Math.floor(account.buckets.poll.left(clock())));
      return { ...account.server.report(clock()), polls: { left, most, perMinute } };
    },
  };
}

function createAccountLimits(budget: RequestBudget, now: Date): AccountLimits {
  const { pollsPerMinute, pollBurst, firstPolls, commandsPerMinute, commandBurst } = budget;
  const bucket = (perMinute: number, capacity: number, initial = capacity): TokenBucket =>
    new TokenBucket({ perSecond: (perMinute * SECOND) / MINUTE, capacity, initial, now });
  return {
    buckets: {
      poll: bucket(pollsPerMinute, pollBurst, firstPolls),
      person: bucket(commandsPerMinute, commandBurst),
      reaction: bucket(budget.reactionsPerMinute, budget.reactionBurst),
    },
    server: new ServerLimits(),
  };
}

function createGate(lane: Lane, options: GovernorOptions): RequestGate {
  const { clock, metrics, logger } = options;
  const { account, accountId, instance, forge, priority } = lane;
  const underWay: Leave[] = [];
  return {
    async admit(signal) {
      await waitForTurn(lane, options, signal);
      const leave = await instance.enter(priority, signal, clock());
      const blockedMs = blockOf(lane, clock());
      if (blockedMs > 0) {
        leave();
        refuse(lane, options, blockedMs);
      }
      underWay.push(leave);
    },
    report(outcome) {
      underWay.shift()?.();
      metrics.requested(forge.url, resultOf(outcome));
      if (!outcome.isCharged) account.buckets[priority].giveBack();
      const isAccountBlocked = account.server.note(outcome, clock());
      const isInstanceBlocked = instance.note(accountId, outcome, clock());
      if (!isAccountBlocked && !isInstanceBlocked) return;
      const { status, retryAfterSeconds } = outcome;
      const whose = isInstanceBlocked ? 'everybody' : accountId;
      logger.warn({ forge: forge.url, whose, status, retryAfterSeconds }, 'forge asks for patience');
    },
  };
}

/** Waits out blocks first and takes a place in the rate after that, so that nobody hoards places while blocked. */
async function waitForTurn(lane: Lane, options: GovernorOptions, signal: AbortSignal): Promise<void> {
  const { clock, sleep = sleepUnreferenced } = options;
  const { instance, priority } = lane;
  const bucket = lane.account.buckets[priority];
  signal.throwIfAborted();
  let leftMs = LONGEST_WAIT_MS[priority];
  for (let blockedMs = blockOf(lane, clock()); blockedMs > 0; blockedMs = blockOf(lane, clock())) {
    if (blockedMs > leftMs) refuse(lane, options, blockedMs);
    leftMs -= blockedMs;
    await sleep(blockedMs, signal);
  }
  const paceMs = Math.max(bucket.waitMs(clock()), instance.paceMs(priority, clock()));
  if (paceMs > leftMs) refuse(lane, options, paceMs);
  bucket.take();
  instance.take();
  if (paceMs === 0) return;
  try {
    await sleep(paceMs, signal);
  } catch (error) {
    bucket.giveBack();
    instance.giveBack();
    throw error;
  }
}

function blockOf({ account, instance, priority }: Lane, now: Date): number {
  return Math.max(account.server.blockedMs(priority, now), instance.blockedMs(now));
}

function refuse({ forge }: Lane, { metrics }: GovernorOptions, waitMs: number): never {
  metrics.requested(forge.url, 'refused-admission');
  throw new ForgeError('rate-limited', {
    detail: 'the request budget is used up for now',
    retryAfterSeconds: Math.ceil(waitMs / SECOND),
  });
}

function resultOf({ status }: RequestOutcome): RequestResult {
  if (status === null) return 'silent';
  if (status === 304 || status === 429) return `${status}`;
  if (status < 300) return '2xx';
  if (status < 400) return '3xx';
  return status < 500 ? '4xx' : '5xx';
}

async function sleepUnreferenced(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal, ref: false });
}
