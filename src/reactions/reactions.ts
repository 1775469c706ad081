import { clearInterval, setInterval } from 'node:timers';
import type { Logger } from '../domain/logger.js';
import type { ReactionLease, ReactionStore } from '../domain/ports/reaction-store.js';
import { type Clock, MINUTE, SECOND } from '../domain/time.js';
import type { MatchRule } from '../domain/watch-filter.js';
import type { ReactionModule } from './find-modules.js';
import type { Description, ModuleHost } from './module-host.js';
import type { ModuleRunner } from './run-module.js';
import { type LoadedModule, wantRuns } from './want-runs.js';

type Host = Pick<ModuleHost, 'describe' | 'run' | 'stop'>;

export interface ReactionsDeps {
  readonly store: ReactionStore;
  readonly modules: readonly ReactionModule[];
  readonly hostOf: (module: ReactionModule) => Host;
  readonly runModule: ModuleRunner;
  /** Brings the watches in line with what the modules want; false while something is missing for it. */
  readonly enrol: (modules: readonly LoadedModule[]) => Promise<boolean>;
  readonly matches: MatchRule;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process in leases. */
  readonly owner: string;
}

const SWEEP_MS = SECOND;
const ENROL_EVERY_MS = MINUTE;
/** An account was not linked yet, a project not found. */
const ENROL_AGAIN_MS = 5 * SECOND;
/** As long as this a killed process keeps a module waiting when no handler was under way. */
const LEASE_MS = 30 * SECOND;
const EVENTS_AT_ONCE = 100;

export interface HostedModule extends LoadedModule {
  readonly host: Pick<ModuleHost, 'run'>;
}

interface FoundModule {
  readonly module: ReactionModule;
  readonly host: Host;
  description: Description;
}

/** Gives the events of the reactions' accounts to the operator's own code: each module by one process at a time. */
export class Reactions {
  readonly #deps: ReactionsDeps;
  readonly #modules = new Map<string, HostedModule>();
  readonly #hosts: Host[] = [];
  /** Modules with something under way. */
  readonly #underWay = new Map<string, Promise<void>>();
  #sweep: NodeJS.Timeout | undefined;
  #look: Promise<void> | null = null;
  #isAsked = false;
  #isAway = false;
  #isStopped = false;
  #enrolAt = 0;

  constructor(deps: ReactionsDeps) {
    this.#deps = deps;
  }

  /** Loads the modules, one after another, and begins. A broken one is left out. */
  async start(): Promise<void> {
    const found = await this.#describeAll();
    if (this.#isStopped) return;
    for (const one of found) this.#take(one);
    this.#deps.logger.info({ modules: [...this.#modules.keys()] }, 'reactions are at work');
    this.#sweep = setInterval(() => this.nudge(), SWEEP_MS);
    this.nudge();
  }

  /** Something was queued: look now rather than at the next sweep. */
  nudge(): void {
    if (this.#isStopped || this.#sweep === undefined) return;
    this.#isAsked = true;
    this.#look ??= this.#lookAround().finally(() => {
      this.#look = null;
    });
  }

  /** Takes nothing new and ends what is under way: it is done again by whoever comes next. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#sweep);
    await this.#look;
    await Promise.all(this.#hosts.map((host) => host.stop()));
    await Promise.all(this.#underWay.values());
  }

  /** What could not be loaded gets another chance when the others are through. */
  async #describeAll(): Promise<readonly FoundModule[]> {
    const found: FoundModule[] = [];
    for (const module of this.#deps.modules) {
      if (this.#isStopped) break;
      const host = this.#deps.hostOf(module);
      this.#hosts.push(host);
      found.push({ module, host, description: await host.describe() });
    }
    for (const one of found) {
      if (one.description.kind !== 'not-loaded' || this.#isStopped) continue;
      one.description = await one.host.describe();
    }
    return found;
  }

  #take({ module: { name }, host, description }: FoundModule): void {
    if (description.kind === 'ready') {
      this.#modules.set(name, { name, handlers: description.handlers, host });
      return;
    }
    const fields = { module: name, reason: description.reason };
    this.#deps.logger.error(fields, 'a module of reactions is broken and left out');
  }

  async #lookAround(): Promise<void> {
    while (this.#isAsked && !this.#isStopped) {
      this.#isAsked = false;
      try {
        await this.#enrol();
        await this.#distribute();
        await this.#claim();
        if (this.#isAway) this.#deps.logger.info({}, 'reactions go on');
        this.#isAway = false;
      } catch (error) {
        if (!this.#isAway) this.#deps.logger.error({ error }, 'reactions wait for the database');
        this.#isAway = true;
      }
    }
  }

  async #enrol(): Promise<void> {
    const now = this.#deps.clock().getTime();
    if (now < this.#enrolAt) return;
    const isComplete = await this.#deps.enrol([...this.#modules.values()]);
    this.#enrolAt = now + (isComplete ? ENROL_EVERY_MS : ENROL_AGAIN_MS);
  }

  async #distribute(): Promise<void> {
    const { store, matches, clock } = this.#deps;
    const modules = [...this.#modules.values()];
    for (let found = EVENTS_AT_ONCE; found === EVENTS_AT_ONCE;) {
      found = await store.distribute(EVENTS_AT_ONCE, (queued) => wantRuns(queued, modules, matches), clock());
    }
  }

  async #claim(): Promise<void> {
    const { store, owner, clock } = this.#deps;
    const idle = [...this.#modules.keys()].filter((name) => !this.#underWay.has(name));
    if (idle.length === 0) return;
    const now = clock();
    const until = new Date(now.getTime() + LEASE_MS);
    const leases = await store.claim({ owner, modules: idle, limit: 100, now, until });
    for (const name of new Set(leases.map(({ module }) => module)))
      this.#begin(
        name,
        leases.filter(({ module }) => module === name),
      );
  }

  #begin(name: string, leases: readonly ReactionLease[]): void {
    const module = this.#modules.get(name);
    if (module === undefined) return;
    const work = this.#work(module, leases).finally(() => {
      this.#underWay.delete(name);
      this.nudge();
    });
    this.#underWay.set(name, work);
  }

  /** One account after another: a module does one thing at a time. */
  async #work(module: HostedModule, leases: readonly ReactionLease[]): Promise<void> {
    for (const lease of leases) {
      try {
        await this.#deps.runModule(module, lease, () => this.#isStopped);
      } catch (error) {
        this.#deps.logger.error({ error, module: module.name }, 'a module of reactions was broken off');
      }
    }
  }
}
