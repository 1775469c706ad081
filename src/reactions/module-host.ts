import type { ChildProcess } from 'node:child_process';
import { clearTimeout, setTimeout } from 'node:timers';
import type { Logger } from '../domain/logger.js';
import { SECOND } from '../domain/time.js';
import type { ReactionModule } from './find-modules.js';
import type { Call, Failure, FromModule, HandlerDescription, ToModule } from './messages.js';
import { PrintedLines } from './printed-lines.js';
import { endModule, startModule } from './start-module.js';

export interface RunJob {
  readonly handler: HandlerDescription;
  readonly told: Pick<Extract<ToModule, { kind: 'run' }>, 'event' | 'me' | 'isDryRun'>;
  /** Answers a call; rejects with what `toFailure` understands. */
  readonly serve: (asked: Call) => Promise<unknown>;
}

export type Description =
  | { readonly kind: 'ready'; readonly handlers: readonly HandlerDescription[] }
  | { readonly kind: 'broken'; readonly reason: string }
  /** Its process came to no word about it, which a busy machine may bring about as well as the module. */
  | { readonly kind: 'not-loaded'; readonly reason: string };

export interface ModuleHostDeps {
  readonly module: ReactionModule;
  readonly environment: Readonly<Record<string, string>>;
  readonly logger: Logger;
  /** A failure as it crosses, of whatever `serve` rejects with. */
  readonly toFailure: (error: unknown) => Failure;
  readonly limits?: Partial<HostLimits>;
}

export interface HostLimits {
  readonly loadMs: number;
  /** A process that has nothing to do ends after this. */
  readonly idleMs: number;
  readonly heapMb: number;
  readonly growthBytes: number;
}

const LIMITS: HostLimits = {
  loadMs: 20 * SECOND,
  idleMs: 60 * SECOND,
  heapMb: 128,
  growthBytes: 384 * 1024 * 1024,
};

interface Running {
  readonly child: ChildProcess;
  readonly description: Promise<Description>;
}

/** One module in a process of its own, which is started when there is something to do and ended when it does harm. */
export class ModuleHost {
  readonly #deps: ModuleHostDeps;
  readonly #limits: HostLimits;
  readonly #printed: PrintedLines;
  #running: Running | null = null;
  #idle: NodeJS.Timeout | undefined;
  /** Nothing is under way, so that nobody else would hear of a failure. */
  #isAtRest = false;
  #runs = 0;
  /** What happens to the run under way. */
  #onMessage: (message: FromModule) => void = () => undefined;
  #onEnd: (failure: Failure) => void = () => undefined;

  constructor(deps: ModuleHostDeps) {
    this.#deps = deps;
    this.#limits = { ...LIMITS, ...deps.limits };
    this.#printed = new PrintedLines(deps.logger, deps.module.name);
  }

  /** Loads the module and says what it registers. Its process ends then: most wait long for their first event. */
  async describe(): Promise<Description> {
    const found = await this.#start().description;
    await this.stop();
    return found;
  }

  /** Runs one handler at a time; `null`: it went well. */
  async run(job: RunJob): Promise<Failure | null> {
    clearTimeout(this.#idle);
    this.#isAtRest = false;
    const running = this.#start();
    const found = await running.description;
    if (found.kind !== 'ready') {
      await this.stop();
      return failure('broken', found.reason);
    }
    const outcome = await this.#conduct(running, job);
    this.#rest();
    return outcome;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = null;
    if (running !== null) await endModule(running.child);
    this.#onEnd(failure('stopped', 'the daemon stops'));
  }

  #conduct({ child }: Running, { handler, told, serve }: RunJob): Promise<Failure | null> {
    const run = (this.#runs += 1);
    this.#printed.renew();
    return new Promise((resolve) => {
      const end = (outcome: Failure | null, isHarm = false): void => {
        clearTimeout(limit);
        this.#onMessage = () => undefined;
        this.#onEnd = () => undefined;
        const stopped = isHarm ? this.stop() : Promise.resolve();
        void stopped.then(() => resolve(outcome));
      };
      const seconds = handler.timeLimitSeconds;
      const limit = setTimeout(
        () => end(failure('too-slow', `it took longer than ${seconds} s`), true),
        seconds * SECOND,
      );
      this.#onEnd = (why) => end(why, true);
      this.#onMessage = (message) => {
        if (message.kind === 'call' && message.run === run) void this.#answer(child, message, serve);
        else if (message.kind === 'done' && message.run === run) end(null);
        else if (message.kind === 'failed' && message.run === run) end(message.failure);
      };
      send(child, { kind: 'run', run, handler: handler.name, ...told });
    });
  }

  async #answer(
    child: ChildProcess,
    { call, asked }: Extract<FromModule, { kind: 'call' }>,
    serve: RunJob['serve'],
  ): Promise<void> {
    try {
      send(child, { kind: 'answer', call, value: await serve(asked) });
    } catch (error) {
      const { toFailure, logger, module } = this.#deps;
      const refusal = toFailure(error);
      if (refusal.code === 'defect')
        logger.error(
          { error, module: module.name, method: asked.method },
          'a call of a reaction met a defect',
        );
      send(child, { kind: 'refusal', call, failure: refusal });
    }
  }

  #start(): Running {
    if (this.#running !== null) return this.#running;
    const { heapMb, growthBytes } = this.#limits;
    const { module, environment } = this.#deps;
    const child = startModule({ path: module.path, heapMb, growthBytes }, environment);
    this.#listen(child);
    const running = { child, description: this.#describe(child) };
    this.#running = running;
    return running;
  }

  #describe(child: ChildProcess): Promise<Description> {
    return new Promise((resolve) => {
      const limit = setTimeout(
        () => resolve(notLoaded(`it took longer than ${this.#limits.loadMs / SECOND} s to load`)),
        this.#limits.loadMs,
      );
      child.on('message', (message: FromModule) => {
        clearTimeout(limit);
        if (message.kind === 'ready' || message.kind === 'broken') resolve(message);
        else if (message.kind === 'ended') resolve(notLoaded(message.failure.message));
      });
      child.once('error', (error) => resolve(notLoaded(error.message)));
      child.once('exit', (_code, signal) => {
        clearTimeout(limit);
        resolve(notLoaded(reasonOf(signal).message));
      });
    });
  }

  #listen(child: ChildProcess): void {
    child.on('message', (message: FromModule) => {
      if (message.kind === 'ended') this.#ended(child, message.failure);
      else this.#onMessage(message);
    });
    child.on('error', (error) => this.#ended(child, failure('threw', error.message)));
    child.once('exit', (_code, signal) => this.#ended(child, reasonOf(signal)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#printed.take(text));
  }

  #ended(child: ChildProcess, why: Failure): void {
    if (this.#running?.child !== child) return;
    this.#running = null;
    if (this.#isAtRest) this.#report(why);
    else this.#onEnd(why);
  }

  #report({ code, message: reason, where }: Failure): void {
    const fields = { module: this.#deps.module.name, code, reason, where };
    this.#deps.logger.warn(fields, 'a module of reactions failed between its runs');
  }

  #rest(): void {
    this.#isAtRest = true;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.stop(), this.#limits.idleMs).unref();
  }
}

/** What it says to one that is gone, nobody hears. */
function send(child: ChildProcess, message: ToModule): void {
  if (child.connected) child.send(message, () => undefined);
}

function notLoaded(reason: string): Description {
  return { kind: 'not-loaded', reason };
}

function failure(code: string, message: string): Failure {
  return { code, message, retryAfterSeconds: null };
}

/** Of a process that could not say it itself: Node ends so where a heap overflows, and the system where memory does. */
function reasonOf(signal: NodeJS.Signals | null): Failure {
  if (signal === null) return failure('ended-itself', 'it ended its own process');
  return failure('out-of-memory', `it took too much memory (${signal})`);
}
