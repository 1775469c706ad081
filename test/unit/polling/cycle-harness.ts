import type { OpenAccount } from '../../../src/domain/account.js';
import type { Feed } from '../../../src/domain/feed.js';
import type { EventNotification, Notice } from '../../../src/domain/notification.js';
import type { OwnProject } from '../../../src/domain/project.js';
import { MINUTE, SECOND } from '../../../src/domain/time.js';
import type { Watch } from '../../../src/domain/watch.js';
import { EVENTS } from '../../../src/events/index.js';
import type { Governor } from '../../../src/polling/governor.js';
import type { PollMetrics } from '../../../src/polling/poll-metrics.js';
import { createScheduler, type Scheduler, type SchedulerDeps } from '../../../src/polling/scheduler.js';
import { anAccount, aFeed, aProject, aWatch } from '../../support/builders.js';
import { createScriptedClock } from '../../support/clock.js';
import { FakePollStore } from '../../support/fake-poll-store.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { ScriptedForge } from '../../support/scripted-forge.js';

export const openGovernor: Governor = {
  gateFor: () => ({ admit: () => Promise.resolve(), report: () => undefined }),
  setLiveProcesses: () => undefined,
  usageOf: () => null,
};

export interface CountedMetrics extends PollMetrics {
  readonly polls: string[];
  readonly lags: number[];
  readonly droppedItems: number[];
  readonly keptCounts: { readonly fetched: number; readonly events: number }[];
}

export function createCountedMetrics(): CountedMetrics {
  const metrics = { polls: [] as string[], lags: [] as number[], droppedItems: [] as number[] };
  const keptCounts: CountedMetrics['keptCounts'] = [];
  return {
    ...metrics,
    keptCounts,
    kept: (_forge, _kind, count) => keptCounts.push(count),
    requested: () => undefined,
    polled: (_forge, kind, outcome) => metrics.polls.push(`${kind} ${outcome}`),
    dropped: (_forge, _kind, count) => metrics.droppedItems.push(count),
    detected: (_forge, seconds) => metrics.lags.push(seconds),
    late: () => undefined,
    load: () => undefined,
  };
}

/** One person with one watched project and one pipelines feed that has been read before, unless the test says otherwise. */
export interface Setting {
  readonly account?: OpenAccount;
  readonly projects?: readonly OwnProject[];
  readonly feeds?: readonly Feed[];
  readonly watches?: readonly Watch[];
}

/** The cycle on a scripted forge, an in-memory store and a clock that the test moves. */
export class Cycle {
  readonly clock = createScriptedClock();
  readonly store = new FakePollStore();
  readonly forge = new ScriptedForge();
  readonly logger = createMemoryLogger();
  readonly metrics = createCountedMetrics();
  owed = 0;
  readonly scheduler: Scheduler;

  constructor(over: Partial<SchedulerDeps> = {}) {
    this.scheduler = this.createScheduler('here', over);
  }

  /** Another process on the same database. */
  createScheduler(owner: string, over: Partial<SchedulerDeps> = {}): Scheduler {
    return createScheduler({
      store: this.store,
      adapters: { gitlab: this.forge, github: new ScriptedForge('github') },
      governor: openGovernor,
      definitions: EVENTS,
      metrics: this.metrics,
      logger: this.logger,
      clock: this.clock.now,
      intervalMs: MINUTE,
      owner,
      onOwed: () => {
        this.owed += 1;
      },
      stopWithinMs: 20,
      ...over,
    });
  }

  add(setting: Setting = {}): this {
    const account = setting.account ?? anAccount();
    this.store.add({
      account,
      projects: setting.projects ?? [aProject()],
      feeds: setting.feeds ?? [aFeed({ accountId: account.id })],
      watches: setting.watches ?? [aWatch({ accountId: account.id, level: 'all' })],
    });
    return this;
  }

  /** Everything that is due by now, to its end. */
  async turn(scheduler: Scheduler = this.scheduler): Promise<void> {
    await scheduler.tick();
    await scheduler.idle();
  }

  /** Makes a feed due and polls it. */
  async poll(feedId = 'feed-1'): Promise<void> {
    const dueAt = this.store.feed(feedId).nextPollAt.getTime();
    const waitMs = dueAt - this.clock.now().getTime();
    if (waitMs > 0) this.clock.advance(waitMs);
    await this.turn();
  }

  /** Lets time pass in steps of a second, or of the given length. */
  async pass(milliseconds: number, stepMs: number = SECOND): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += stepMs) {
      this.clock.advance(stepMs);
      await this.turn();
    }
  }

  get told(): readonly string[] {
    return this.store.outbox
      .filter((one): one is EventNotification => one.kind === 'event')
      .map(({ chatKey, event }) => `${chatKey} ${event.type}`);
  }

  get notices(): readonly Notice[] {
    return this.store.outbox.filter((one): one is Notice => one.kind === 'notice');
  }
}

/** A promise that the test settles. */
export function createDoor<T>(): { readonly opened: Promise<T>; readonly open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Lets everything that is ready run, timers excepted. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
