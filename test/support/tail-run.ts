import { setTimeout as delay } from 'node:timers/promises';
import { loadTailSettings, type TailOptions } from '../../config/tail.js';
import type { Notify } from '../../src/channels/desktop/desktop-channel.js';
import type { Output } from '../../src/channels/terminal/screen.js';
import { createGithubAdapter } from '../../src/forges/github/adapter.js';
import { beginGithubSince } from '../../src/forges/github/begin-since.js';
import { createGitlabAdapter } from '../../src/forges/gitlab/adapter.js';
import { beginGitlabSince } from '../../src/forges/gitlab/begin-since.js';
import { Tail } from '../../src/tail/tail.js';
import type { Wait } from '../../src/tail/waiting.js';
import { createMemoryLogger } from './memory-logger.js';
import { waitUntil } from './wait-until.js';

const LIMIT_MS = 60_000;

export interface TailRunOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly options: TailOptions;
  /** A terminal of this width; a pipe when it is left out. */
  readonly columns?: number;
  readonly notify?: Notify;
  /** Replaces the interval of the settings, which counts in whole seconds. */
  readonly intervalSeconds?: number;
  /** Time passes by itself when it is left out. */
  readonly wait?: Wait;
}

export const passTime: Wait = (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined);

/** One tail in this process, with all that it wrote. */
export class TailRun {
  stdout = '';
  stderr = '';
  /** From now on the output refuses everything. */
  brokenBy: string | null = null;
  readonly exit: Promise<number>;
  readonly #tail: Tail;

  constructor({ env, options, columns, notify, intervalSeconds, wait }: TailRunOptions) {
    const logger = createMemoryLogger();
    const settings = loadTailSettings(env, options);
    this.#tail = new Tail(
      { ...settings, intervalSeconds: intervalSeconds ?? settings.intervalSeconds },
      {
        adapters: { gitlab: createGitlabAdapter({ logger }), github: createGithubAdapter({ logger }) },
        beginSince: { gitlab: beginGitlabSince, github: beginGithubSince },
        notify: notify ?? (() => Promise.resolve()),
        out: this.#output((text) => (this.stdout += text)),
        err: this.#output((text) => (this.stderr += text)),
        columns: columns === undefined ? null : () => columns,
        clock: () => new Date(),
        wait: wait ?? passTime,
      },
    );
    this.exit = this.#tail.run();
  }

  get lines(): readonly string[] {
    return this.stdout.split('\n').slice(0, -1);
  }

  stop(): Promise<void> {
    return this.#tail.stop();
  }

  sees(what: string | RegExp): Promise<void> {
    const isThere = (text: string): boolean =>
      typeof what === 'string' ? text.includes(what) : what.test(text);
    return waitUntil(
      () => isThere(this.stdout + this.stderr),
      `the tail to write ${String(what)}`,
      LIMIT_MS,
      () => JSON.stringify({ stdout: this.stdout, stderr: this.stderr }),
    );
  }

  #output(keep: (text: string) => void): Output {
    return {
      write: (text, done) => {
        if (this.brokenBy === null) keep(text);
        const error =
          this.brokenBy === null ? null : Object.assign(new Error('write'), { code: this.brokenBy });
        done(error);
      },
    };
  }
}
