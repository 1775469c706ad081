import { setTimeout as delay } from 'node:timers/promises';
import { loadProxies } from '../../config/proxies.js';
import { loadTailSettings, type TailOptions } from '../../config/tail.js';
import { notifyDesktop } from '../channels/desktop/notify-desktop.js';
import { createGithubAdapter } from '../forges/github/adapter.js';
import { beginGithubSince } from '../forges/github/begin-since.js';
import { createGitlabAdapter } from '../forges/gitlab/adapter.js';
import { beginGitlabSince } from '../forges/gitlab/begin-since.js';
import { ConfigError } from '../domain/errors.js';
import { openFetch } from '../proxy/open-fetch.js';
import { stopOnSignals } from '../runtime/shutdown.js';
import { EXIT } from './exit-code.js';
import { createNoteLogger } from './note-logger.js';
import { Tail } from './tail.js';

/** A terminal need not say how wide it is. */
const USUAL_COLUMNS = 80;

/** The process as the tail needs it. */
export type TailProcess = Pick<NodeJS.Process, 'env' | 'stdout' | 'stderr' | 'exit'>;

/** Runs until it is done, and ends the process. */
export async function startTail(process: TailProcess, options: TailOptions): Promise<void> {
  try {
    process.exit(await runTail(process, options));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(error.faults.map((fault) => `${fault}\n`).join(''));
    process.exit(error.faults.some((fault) => OF_COMMAND_LINE.test(fault)) ? EXIT.usage : EXIT.config);
  }
}

/** A fault begins with what the person wrote: an option, a project, or none. */
const OF_COMMAND_LINE = /^(?:--|"|No project)/;

async function runTail({ env, stdout, stderr, exit }: TailProcess, options: TailOptions): Promise<number> {
  const settings = loadTailSettings(env, options);
  const fetch = await openFetch(loadProxies(env));
  const logger = createNoteLogger((sentence) => {
    stderr.write(`${sentence}\n`);
    return Promise.resolve();
  });
  // Whoever writes learns of it, too; unheard it would end the process with a stack trace.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const isTerminal = stdout.isTTY && env['TERM'] !== 'dumb';
  const tail = new Tail(settings, {
    adapters: {
      gitlab: createGitlabAdapter({ logger, fetch }),
      github: createGithubAdapter({ logger, fetch }),
    },
    beginSince: { gitlab: beginGitlabSince, github: beginGithubSince },
    notify: notifyDesktop,
    out: stdout,
    err: stderr,
    columns: isTerminal ? () => stdout.columns || USUAL_COLUMNS : null,
    clock: () => new Date(),
    wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
  });
  stopOnSignals({ stop: () => tail.stop(), logger, exit });
  return tail.run();
}
