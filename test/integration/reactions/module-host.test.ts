import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventName } from '../../../src/reactions/event-names.js';
import { CallRefused, toFailure } from '../../../src/reactions/call-failure.js';
import type { Failure } from '../../../src/reactions/messages.js';
import { type HostLimits, ModuleHost } from '../../../src/reactions/module-host.js';
import { startModule } from '../../../src/reactions/start-module.js';
import { anIssue } from '../../support/an-issue.js';
import { ALICE, aProject, BOB, NOON } from '../../support/builders.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { waitUntil } from '../../support/wait-until.js';

let directory: string;
const hosts: ModuleHost[] = [];
let logger = createMemoryLogger();

beforeEach(async () => {
  logger = createMemoryLogger();
  directory = await mkdtemp(join(tmpdir(), 'forgewatch-module-'));
});

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  await rm(directory, { recursive: true, force: true });
});

async function hostOf(name: string, body: string, limits: Partial<HostLimits> = {}): Promise<ModuleHost> {
  const path = join(directory, name);
  await writeFile(path, `export default (on) => on('issue.opened', { timeLimitSeconds: 20 }, ${body});`);
  const host = new ModuleHost({ module: { name, path }, environment: {}, logger, toFailure, limits });
  hosts.push(host);
  return host;
}

async function run(
  host: ModuleHost,
  serve: Parameters<ModuleHost['run']>[0]['serve'] = () => Promise.resolve(null),
  timeLimitSeconds = 20,
): Promise<Failure | null> {
  const type: EventName = 'issue.opened';
  const event = {
    id: 'e',
    type,
    project: aProject(),
    subject: anIssue(),
    actor: BOB,
    at: '',
    details: {},
    attempt: 1,
  };
  const handler = { name: 'issue.opened', pattern: 'issue.opened', match: {}, timeLimitSeconds } as const;
  return host.run({ handler, told: { event, me: ALICE, isDryRun: false }, serve });
}

describe('the process of a module', () => {
  it('says what the module registers, and runs a handler again and again', async () => {
    const host = await hostOf('well.mjs', `async ({ subject }, forge) => { await forge.close(subject); }`);
    const asked: unknown[] = [];

    expect(await host.describe()).toMatchObject({ kind: 'ready', handlers: [{ name: 'issue.opened' }] });
    for (let i = 0; i < 2; i += 1) {
      const failure = await run(host, ({ method, args }) => {
        asked.push([method, args[0], (args[1] as { number: string }).number]);
        return Promise.resolve({ id: null, url: null });
      });
      expect(failure).toBeNull();
    }
    expect(asked).toEqual([
      ['act', 'close', '5'],
      ['act', 'close', '5'],
    ]);
  });

  it('hands a refusal over with its code, and the handler may go on', async () => {
    const body = `async (event, forge) => {
      const code = await forge.labels().catch((error) => error.code);
      if (code !== 'refused') throw new Error('it was ' + code);
      await forge.branches();
    }`;
    const failure = await run(await hostOf('refused.mjs', body), () =>
      Promise.reject(new CallRefused('refused', NOON.toISOString())),
    );

    expect(failure).toMatchObject({ code: 'refused' });
  });

  it('is told of a fault of ours, which the log says more of', async () => {
    const host = await hostOf('asks.mjs', `(event, forge) => forge.labels()`);
    const fault = new Error('no such column');

    expect(await run(host, () => Promise.reject(fault))).toMatchObject({ code: 'defect' });
    expect(logger.entries.filter(({ level }) => level === 'error')).toMatchObject([
      { fields: { error: fault, module: 'asks.mjs', method: 'labels' } },
    ]);
  });

  it('keeps what it remembers to what can be written down', async () => {
    const host = await hostOf(
      'round.mjs',
      `(event, forge) => forge.once('k', () => { const a = {}; a.a = a; return a; })`,
    );

    expect(await run(host)).toMatchObject({ code: 'threw', message: expect.stringContaining('circular') });
  });

  it('is stopped when buffers make it grow, and starts anew for the next event', async () => {
    const body = `(event) => { const all = []; while (event.attempt === 1) all.push(Buffer.alloc(1_000_000, 1)); }`;
    const host = await hostOf('buffers.mjs', body, { growthBytes: 100 * 1024 * 1024 });

    expect(await run(host)).toMatchObject({ code: 'out-of-memory' });
    expect(await run(host)).toMatchObject({ code: 'out-of-memory' });
  });

  it.each([
    ['a list', '(event) => { const all = []; for (;;) all.push(event.attempt); }'],
    ['a map', '() => { const all = new Map(); for (let i = 0; ; i += 1) all.set(i, i); }'],
  ])('is stopped when %s outgrows its memory, and nobody else notices', async (_what, body) => {
    const host = await hostOf('outgrows.mjs', body);

    expect(await run(host)).toMatchObject({ code: 'out-of-memory' });
  });

  it('is stopped at its time limit where it waits for what nothing interrupts', async () => {
    const body = `async () => (await import('node:child_process')).execSync('sleep 60')`;
    const host = await hostOf('waits.mjs', body);

    expect(await run(host, undefined, 1)).toMatchObject({ code: 'too-slow' });
  });

  it('ends at once when the daemon stops', async () => {
    const host = await hostOf(
      'forever.mjs',
      `(event, forge) => { void forge.labels(); return new Promise(() => {}); }`,
    );
    let hasBegun = false;
    const outcome = run(host, () => {
      hasBegun = true;
      return Promise.resolve([]);
    });
    await waitUntil(() => hasBegun, 'the handler', 20_000);
    await host.stop();

    expect(await outcome).toMatchObject({ code: 'stopped' });
  });

  it('ends when the daemon is gone, though the module loops', async () => {
    const path = join(directory, 'loops.mjs');
    await writeFile(path, 'for (;;);');
    const child = startModule({ path, heapMb: 64, growthBytes: 1e9 }, {});
    await once(child, 'spawn');
    child.disconnect();

    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it('that idles ends by itself, and is there again when it is wanted', async () => {
    const body = `(event, forge) => forge.branches(globalThis.runs = (globalThis.runs ?? 0) + 1)`;
    const host = await hostOf('idle.mjs', body, { idleMs: 10 });
    const count = async (): Promise<unknown> => {
      let runs: unknown = null;
      const failure = await run(host, ({ args }) => {
        [runs] = args;
        return Promise.resolve([]);
      });
      expect(failure).toBeNull();
      return runs;
    };

    expect(await count()).toBe(1);
    await waitUntil(async () => (await count()) === 1, 'a thread that begins anew', 20_000);
  });

  it('is reported when it fails after its handler has ended', async () => {
    const body = `() => void setTimeout(() => { throw new Error('too late'); }, 50)`;
    const host = await hostOf('late.mjs', body);

    expect(await run(host)).toBeNull();
    await waitUntil(() => logger.messages('warn').length > 0, 'the report', 20_000);
    expect(logger.entries.filter(({ level }) => level === 'warn')).toMatchObject([
      {
        message: 'a module of reactions failed between its runs',
        fields: {
          module: 'late.mjs',
          code: 'threw',
          reason: 'too late',
          where: expect.stringContaining('late.mjs:1'),
        },
      },
    ]);
  });

  it('may print a hundred lines in each run, and says that there were more', async () => {
    const body = `() => { for (let i = 1; i <= 150; i += 1) console.log('line ' + i); }`;
    const host = await hostOf('prints.mjs', body);
    const count = (words: string): number => logger.messages().filter((message) => message === words).length;

    for (const times of [1, 2]) {
      expect(await run(host)).toBeNull();
      await waitUntil(
        () => count('a reaction printed') === times * 100 && count('a reaction printed more') === times,
        'what it printed',
        10_000,
        () => JSON.stringify(logger.messages().length),
      );
    }
  });

  it('makes twenty calls at a time, and goes on when they are answered', async () => {
    const body = `async (event, forge) => {
      const flood = await Promise.allSettled(Array.from({ length: 1000 }, () => forge.labels()));
      const refused = flood.filter(({ reason }) => reason?.code === 'too-many-calls').length;
      await forge.branches(String(refused));
    }`;
    const host = await hostOf('flood.mjs', body);
    let underWay = 0;
    let most = 0;
    const counted: unknown[] = [];
    const failure = await run(host, async ({ method, args }) => {
      most = Math.max(most, (underWay += 1));
      await new Promise(setImmediate);
      underWay -= 1;
      if (method === 'branches') counted.push(...args);
      return [];
    });

    expect(failure).toBeNull();
    expect(most).toBeLessThanOrEqual(20);
    expect(counted).toEqual(['980']);
  });

  it('has none of the environment of the daemon, whose secrets are in it', async () => {
    const body = `async (event, forge) => {
      const { Worker, SHARE_ENV, workerData } = await import('node:worker_threads');
      const code = 'require("node:worker_threads").parentPort.postMessage({ ...process.env })';
      const inner = new Worker(code, { eval: true, env: SHARE_ENV });
      const shared = await new Promise((done) => inner.once('message', done));
      await forge.branches(JSON.stringify({ own: process.env, shared, given: Object.keys(workerData) }));
    }`;
    const seen: unknown[] = [];
    const failure = await run(await hostOf('peeks.mjs', body), ({ args }) => {
      seen.push(...args);
      return Promise.resolve([]);
    });

    expect(failure).toBeNull();
    expect(seen).toEqual([JSON.stringify({ own: {}, shared: {}, given: ['path'] })]);
  });
});
