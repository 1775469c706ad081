import { randomUUID } from 'node:crypto';
import type { TailSettings } from '../../config/tail.js';
import { type Output, Screen } from '../channels/terminal/screen.js';
import type { Notify } from '../channels/desktop/desktop-channel.js';
import type { DeliveryError } from '../domain/errors.js';
import type { Forge, ForgeKind } from '../domain/forge.js';
import type { Notice } from '../domain/notification.js';
import type { ForgeAdapters } from '../domain/ports/forge-adapter.js';
import { type Clock, SECOND } from '../domain/time.js';
import { createGovernor, type Governor } from '../polling/governor.js';
import { createScheduler, type Scheduler } from '../polling/scheduler.js';
import { type Household, MemoryPollStore } from '../storage/memory/memory-poll-store.js';
import { createTeller } from './create-teller.js';
import { createNoteLogger } from './note-logger.js';
import { enter, type Entrance } from './enter.js';
import { EXIT, type TailEnd } from './exit-code.js';
import { awaitFirstLook } from './first-look.js';
import { type BeginSince, furnishHousehold } from './furnish-household.js';
import { noticeText } from './notice-text.js';
import { outcomeOfLook } from './outcome-of-look.js';
import { createLagMetrics } from './lag-metrics.js';
import { ReadLog } from './read-log.js';
import { createStateKeeper, type StateKeeper } from './state-keeper.js';
import { statusText } from './status-text.js';
import { eventsFor, planTail, type TailPlan } from './tail-plan.js';
import type { Teller } from './tell.js';
import { untilAborted, type Wait, within } from './waiting.js';

export interface TailDeps {
  readonly adapters: ForgeAdapters;
  readonly beginSince: Readonly<Record<ForgeKind, BeginSince>>;
  readonly notify: Notify;
  readonly out: Output;
  readonly err: Output;
  /** `null`: the output is no terminal. */
  readonly columns: (() => number) | null;
  readonly clock: Clock;
  readonly wait: Wait;
}

/** One person's token may begin with all that a minute allows: nobody else comes back at the same time. */
const BUDGETS = { gitlab: { firstPolls: 60, pollBurst: 60 } } as const;
const NOTHING_TO_COMPARE =
  'A first look has nothing to compare with: --since shows the past, and --state remembers for the next look.';
const SAVE_EVERY_MS = 5 * SECOND;
const STOP_WITHIN_MS = SECOND;

/** Follows projects for one reader, on the cycle that the daemon runs on, with everything in memory. */
export class Tail {
  readonly #settings: TailSettings;
  readonly #deps: TailDeps;
  readonly #screen: Screen;
  readonly #governor: Governor;
  readonly #log: ReadLog;
  readonly #keeper: StateKeeper;
  readonly #stopping = new AbortController();
  readonly #logger = createNoteLogger((sentence) => this.#note(sentence));
  #households: readonly Household[] = [];
  #end: TailEnd | null = null;
  #hasSaveFailed = false;
  #lagSeconds: number | null = null;
  readonly #metrics = createLagMetrics((lagSeconds) => {
    this.#lagSeconds = lagSeconds;
  });
  #onRead: () => void = () => undefined;
  #finished: Promise<number> | null = null;

  constructor(settings: TailSettings, deps: TailDeps) {
    const { out, err, columns, clock } = deps;
    this.#settings = settings;
    this.#deps = deps;
    this.#screen = new Screen({ out, err, columns });
    this.#log = new ReadLog(clock, {
      onRead: () => this.#onRead(),
      onStanding: (forge, isAway) => this.#noteStanding(forge, isAway),
    });
    const governor = createGovernor({
      clock,
      logger: this.#logger,
      metrics: this.#metrics,
      budgets: BUDGETS,
    });
    this.#governor = this.#log.watchGovernor(governor);
    this.#keeper = createStateKeeper(
      settings.stateFile,
      () => new Map(this.#households.map(({ account, memory }) => [account.id, memory])),
      () => this.#noteSaveFailure(),
    );
  }

  /** Resolves with the exit code. Rejects with `ConfigError` when it cannot begin. */
  run(): Promise<number> {
    this.#finished ??= this.#run();
    return this.#finished;
  }

  /** Ends in order: what was seen is told and kept. */
  async stop(): Promise<void> {
    this.#endWith({ code: EXIT.done, sentence: '' });
    await this.#finished?.catch(() => undefined);
  }

  async #run(): Promise<number> {
    const plan = planTail(this.#settings, this.#deps.clock());
    const left = await this.#keeper.load();
    const entrance = await this.#enter(plan);
    if ('sentence' in entrance) return this.#leave(this.#end ?? entrance);
    this.#households = this.#furnish(entrance, plan, left);
    this.#keeper.touch();
    await this.#keeper.save();
    if (this.#hasSaveFailed) return EXIT.output;
    const { isOnce, stateFile } = this.#settings;
    if (isOnce && stateFile === null && plan.since === null) await this.#note(NOTHING_TO_COMPARE);
    await this.#follow(entrance.isPartial);
    return this.#leave(this.#end ?? { code: EXIT.done, sentence: '' });
  }

  #enter(plan: TailPlan): Promise<Entrance | TailEnd> {
    return enter({
      adapters: this.#deps.adapters,
      governor: this.#governor,
      signal: this.#stopping.signal,
      settings: this.#settings,
      plan,
      clock: this.#deps.clock,
      note: (sentence) => this.#note(sentence),
      wait: this.#deps.wait,
    });
  }

  #furnish(
    { entries }: Entrance,
    plan: TailPlan,
    left: Awaited<ReturnType<StateKeeper['load']>>,
  ): readonly Household[] {
    const { beginSince, clock } = this.#deps;
    return entries.map(({ account, projects }) =>
      furnishHousehold({
        account,
        projects,
        plan,
        left: left.get(account.id),
        beginSince: beginSince[account.forge.kind],
        now: clock(),
      }),
    );
  }

  async #follow(isPartial: boolean): Promise<void> {
    const { clock } = this.#deps;
    const store = new MemoryPollStore(this.#households, { clock, onChange: () => this.#keeper.touch() });
    const teller = this.#createTeller(store);
    const scheduler = this.#createScheduler(store, () => void teller.tell());
    const chores = [
      this.#everySo(SECOND, () => this.#screen.showStatus(this.#status())),
      this.#everySo(SAVE_EVERY_MS, () => this.#keeper.save()),
    ];
    scheduler.start();
    const hasSeenAll = await this.#lookAtAll(store, scheduler);
    if (this.#end === null) await this.#begin(teller);
    if (this.#settings.isOnce) this.#endWith(this.#outcomeOf(store, hasSeenAll && !isPartial));
    await untilAborted(this.#stopping.signal);
    await scheduler.stop();
    await teller.open();
    await within(STOP_WITHIN_MS, teller.called, this.#deps.wait);
    await this.#keeper.save();
    await Promise.all(chores);
    await this.#screen.clearStatus();
  }

  /** Where there is no line that shows how things stand, one says that the first look is over. */
  async #begin(teller: Teller): Promise<void> {
    await teller.open();
    if (this.#settings.isOnce || this.#deps.columns !== null) return;
    await this.#note(`Following ${this.#projects().join(', ')}.`);
  }

  #projects(): readonly string[] {
    return this.#households.flatMap(({ projects }) => projects.map(({ path }) => path));
  }

  #createTeller(store: MemoryPollStore): Teller {
    const { notify, clock } = this.#deps;
    return createTeller({
      store,
      settings: this.#settings,
      screen: this.#screen,
      hasTerminal: this.#deps.columns !== null,
      notify,
      clock,
      forgeUrlOf: (id) => this.#households.find(({ account }) => account.id === id)?.account.forge.url ?? '',
      onTold: () => this.#keeper.save(),
      onNotice: (notice) => this.#notice(notice),
      onLost: (error) => this.#loseReader(error),
      onFault: (what) => this.#logger.error({}, what),
    });
  }

  #createScheduler(store: MemoryPollStore, onOwed: () => void): Scheduler {
    const { adapters, clock } = this.#deps;
    return createScheduler({
      store,
      adapters: this.#log.watchAdapters(adapters),
      governor: this.#governor,
      definitions: eventsFor(this.#settings),
      metrics: this.#metrics,
      logger: this.#logger,
      clock,
      intervalMs: this.#settings.intervalSeconds * SECOND,
      owner: randomUUID(),
      onOwed,
      stopWithinMs: STOP_WITHIN_MS,
    });
  }

  /** True when every list was looked at, and what that woke. */
  async #lookAtAll(store: MemoryPollStore, scheduler: Scheduler): Promise<boolean> {
    const seen = new Promise<void>((resolve) => {
      this.#onRead = () => {
        if (this.#log.hasSeen(store.feeds)) resolve();
      };
    });
    await awaitFirstLook({
      isOnce: this.#settings.isOnce,
      seen: seen.then(() => scheduler.idle()),
      getsOn: () => this.#log.getsOn(),
      wait: this.#deps.wait,
      signal: this.#stopping.signal,
    });
    return this.#log.hasSeen(store.feeds);
  }

  #outcomeOf(store: MemoryPollStore, isWhole: boolean): TailEnd {
    const { failures, isAnyAway } = this.#log;
    return outcomeOfLook({ failures: [...failures.values()], isAnyAway, lists: store.feeds.length, isWhole });
  }

  #notice(notice: Notice): void {
    const sentence = noticeText(notice);
    if (sentence === null) return;
    if (notice.code === 'token-refused') this.#endWith({ code: EXIT.token, sentence });
    else void this.#note(sentence);
  }

  #loseReader({ code }: DeliveryError): void {
    const isGone = code === 'unreachable';
    this.#endWith(
      isGone
        ? { code: EXIT.done, sentence: '' }
        : { code: EXIT.output, sentence: 'The output cannot be written.' },
    );
  }

  #noteStanding({ url }: Forge, isAway: boolean): void {
    void this.#note(isAway ? `${url} does not answer. I keep trying.` : `${url} answers again.`);
  }

  #noteSaveFailure(): void {
    if (this.#hasSaveFailed) return;
    this.#hasSaveFailed = true;
    void this.#note(
      `The state cannot be written to ${this.#settings.stateFile ?? ''}: is there room, and may you write there?`,
    );
  }

  /** The first reason counts. */
  #endWith(end: TailEnd): void {
    this.#end ??= end;
    this.#stopping.abort();
  }

  async #leave({ code, sentence }: TailEnd): Promise<number> {
    if (sentence !== '') await this.#note(sentence);
    return code === EXIT.done && this.#hasSaveFailed ? EXIT.output : code;
  }

  #note(sentence: string): Promise<void> {
    return this.#screen.note(`${sentence}\n`);
  }

  #status(): string {
    const { lastReadAt, requestsLeft, isAnyAway: isAway } = this.#log;
    const facts = { lastReadAt, requestsLeft, isAway, lagSeconds: this.#lagSeconds };
    return statusText({ projects: this.#projects(), ...facts }, this.#deps.clock());
  }

  async #everySo(ms: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await work();
      await this.#deps.wait(ms, signal);
    }
  }
}
