import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers';
import type { Worker } from 'node:worker_threads';
import type { Logger } from '../domain/logger.js';
import { SECOND } from '../domain/time.js';
import { startThread } from '../threads/start-thread.js';
import type { ReactionModule } from './find-modules.js';
import type { Call, Failure, FromModule, HandlerDescription, ToModule } from './messages.js';

export interface RunJob {
  readonly handler: HandlerDescription;
  readonly told: Pick<Extract<ToModule, { kind: 'run' }>, 'event' | 'me' | 'isDryRun'>;
  /** Answers a call; rejects with what `toFailure` understands. */
  readonly serve: (asked: Call) => Promise<unknown>;
}

export type Description =
  | { readonly kind: 'ready'; readonly handlers: readonly HandlerDescription[] }
  | { readonly kind: 'broken'; readonly reason: string };

export interface ModuleHostDeps {
  readonly module: ReactionModule;
  readonly logger: Logger;
  /** A failure as it crosses, of whatever `serve` rejects with. */
  readonly toFailure: (error: unknown) => Failure;
  readonly limits?: Partial<HostLimits>;
}

export interface HostLimits {
  readonly loadMs: number;
  /** A thread that has nothing to do ends after this. */
  readonly idleMs: number;
  readonly heapMb: number;
  /** What the process may grow by while a handler runs: buffers are no part of a heap. */
  readonly growthBytes: number;
}

const LIMITS: HostLimits = {
  loadMs: 20 * SECOND,
  idleMs: 60 * SECOND,
  heapMb: 128,
  growthBytes: 384 * 1024 * 1024,
};
const MEMORY_CHECK_MS = 100;
/** Of what a module prints. */
const MAX_LINES_A_THREAD = 100;
const LONGEST_LINE = 500;

interface Thread {
  readonly worker: Worker;
  readonly description: Promise<Description>;
}

/** One module in a thread of its own, which is started when there is something to do and ended when it does harm. */
export class ModuleHost {
  readonly #deps: ModuleHostDeps;
  readonly #limits: HostLimits;
  #thread: Thread | null = null;
  #idle: NodeJS.Timeout | undefined;
  #runs = 0;
  /** What happens to the run under way. */
  #onMessage: (message: FromModule) => void = () => undefined;
  #onEnd: (failure: Failure) => void = () => undefined;

  constructor(deps: ModuleHostDeps) {
    this.#deps = deps;
    this.#limits = { ...LIMITS, ...deps.limits };
  }

  /** Loads the module and says what it registers. */
  async describe(): Promise<Description> {
    const { description } = this.#start();
    const found = await description;
    if (found.kind === 'broken') await this.stop();
    else this.#rest();
    return found;
  }

  /** Runs one handler at a time; `null`: it went well. */
  async run(job: RunJob): Promise<Failure | null> {
    clearTimeout(this.#idle);
    const thread = this.#start();
    const found = await thread.description;
    if (found.kind === 'broken') {
      await this.stop();
      return failure('broken', found.reason);
    }
    const outcome = await this.#conduct(thread, job);
    this.#rest();
    return outcome;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = null;
    await thread?.worker.terminate();
    this.#onEnd(failure('stopped', 'the daemon stops'));
  }

  #conduct({ worker }: Thread, { handler, told, serve }: RunJob): Promise<Failure | null> {
    const run = (this.#runs += 1);
    return new Promise((resolve) => {
      const end = (outcome: Failure | null, isHarm = false): void => {
        clearTimeout(limit);
        clearInterval(watch);
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
      const before = process.memoryUsage.rss();
      const watch = setInterval(() => {
        if (process.memoryUsage.rss() - before > this.#limits.growthBytes)
          end(failure('out-of-memory', 'it took too much memory'), true);
      }, MEMORY_CHECK_MS);
      this.#onEnd = (why) => end(why, true);
      this.#onMessage = (message) => {
        if (message.kind === 'call' && message.run === run) void this.#answer(worker, message, serve);
        else if (message.kind === 'done' && message.run === run) end(null);
        else if (message.kind === 'failed' && message.run === run) end(message.failure);
      };
      worker.postMessage({ kind: 'run', run, handler: handler.name, ...told } satisfies ToModule);
    });
  }

  async #answer(
    worker: Worker,
    { call, asked }: Extract<FromModule, { kind: 'call' }>,
    serve: RunJob['serve'],
  ): Promise<void> {
    try {
      worker.postMessage({ kind: 'answer', call, value: await serve(asked) } satisfies ToModule);
    } catch (error) {
      worker.postMessage({
        kind: 'refusal',
        call,
        failure: this.#deps.toFailure(error),
      } satisfies ToModule);
    }
  }

  #start(): Thread {
    if (this.#thread !== null) return this.#thread;
    const { path } = this.#deps.module;
    const worker = startThread('worker/module-thread', import.meta.url, {
      workerData: { path },
      // Nothing of the daemon's own settings: its secrets are among them.
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
    });
    this.#listen(worker);
    const thread = { worker, description: this.#describe(worker) };
    this.#thread = thread;
    return thread;
  }

  #describe(worker: Worker): Promise<Description> {
    return new Promise((resolve) => {
      const broken = (reason: string): void => resolve({ kind: 'broken', reason });
      const limit = setTimeout(
        () => broken(`it took longer than ${this.#limits.loadMs / SECOND} s to load`),
        this.#limits.loadMs,
      );
      worker.on('message', (message: FromModule) => {
        clearTimeout(limit);
        if (message.kind === 'ready' || message.kind === 'broken') resolve(message);
      });
      worker.once('error', (error) => broken(reasonOf(error).message));
      worker.once('exit', () => {
        clearTimeout(limit);
        broken('it ended itself');
      });
    });
  }

  #listen(worker: Worker): void {
    worker.on('message', (message: FromModule) => this.#onMessage(message));
    worker.on('error', (error) => this.#ended(worker, reasonOf(error)));
    worker.once('exit', () => this.#ended(worker, failure('ended-itself', 'it ended its own thread')));
    let lines = 0;
    for (const stream of [worker.stdout, worker.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        for (const said of text.split('\n').filter((line) => line.trim() !== '')) {
          if ((lines += 1) > MAX_LINES_A_THREAD) return;
          const { logger, module } = this.#deps;
          logger.info({ module: module.name, said: said.slice(0, LONGEST_LINE) }, 'a reaction printed');
        }
      });
    }
  }

  #ended(worker: Worker, why: Failure): void {
    if (this.#thread?.worker !== worker) return;
    this.#thread = null;
    this.#onEnd(why);
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.stop(), this.#limits.idleMs).unref();
  }
}

function failure(code: string, message: string): Failure {
  return { code, message, retryAfterSeconds: null };
}

function reasonOf(error: unknown): Failure {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory) return failure('out-of-memory', 'it took too much memory');
  return failure('threw', error instanceof Error ? error.message.slice(0, LONGEST_LINE) : 'it crashed');
}
