import { ForgeError } from '../../src/domain/errors.js';
import type { Json } from '../../src/domain/json.js';
import type { ReactionRun } from '../../src/domain/ports/reaction-store.js';
import { MINUTE } from '../../src/domain/time.js';
import { toFailure } from '../../src/reactions/call-failure.js';
import { createCallServer, groundOf, type RunGround } from '../../src/reactions/serve-calls.js';
import { anIssue } from './an-issue.js';
import { ALICE, anAccount, anEvent, aProject, aTokenFacts, BOB, NOON } from './builders.js';
import { FakeActionStore } from './fake-action-store.js';
import { FakeForgeActions } from './fake-forge-actions.js';
import { createMemoryLogger } from './memory-logger.js';
import { anIssueLook } from './some-looks.js';
import { waitUntil } from './wait-until.js';

export const lost = new ForgeError('unavailable', { detail: 'reset' });
export const TARGET = { kind: 'issue', number: '5' };

export function aRun(over: Partial<ReactionRun> = {}): ReactionRun {
  return {
    id: '31',
    accountId: 'a',
    handler: 'm.js#issue.opened',
    name: 'issue.opened',
    card: 'issue:800',
    event: anEvent({ type: 'issue-opened', subject: anIssue(), actor: BOB }),
    project: aProject(),
    startedAttempts: 0,
    finishedAttempts: 0,
    failures: 0,
    ...over,
  };
}

/** The calls of one run of a handler, attempt after attempt. */
export class RunScene {
  readonly records = new FakeActionStore();
  readonly forge = new FakeForgeActions();
  readonly log = createMemoryLogger();
  readonly memory = new Map<string, Json>();
  isDryRun = false;
  now = NOON;
  /** Of the latest attempt. */
  ground: RunGround | null = null;
  /** What a call waits for before it may ask. */
  turn: Promise<void> = Promise.resolve();

  constructor() {
    this.forge.looks = [anIssueLook({ role: 'write' })];
  }

  /** One attempt of the run. */
  attempt(): (method: string, ...args: readonly unknown[]) => Promise<unknown> {
    const account = anAccount({ user: ALICE, token: aTokenFacts({ canWrite: true }) });
    const ground = (this.ground = groundOf({ run: aRun(), module: 'm.js', account }));
    const gate = { admit: () => Promise.resolve(), report: () => undefined };
    const serve = createCallServer(
      {
        actions: this.forge,
        openSession: ({ forge, secret }) => ({ forge, secret, gate, signal: new AbortController().signal }),
        records: this.records,
        store: {
          recall: (_account, _module, key) => {
            const value = this.memory.get(key);
            return Promise.resolve(value === undefined ? null : { value });
          },
          remember: ({ key, value }) => {
            this.memory.set(key, value);
            return Promise.resolve();
          },
        },
        throttle: { wait: () => this.turn },
        isDryRun: this.isDryRun,
        logger: this.log,
        clock: () => this.now,
      },
      ground,
    );
    return (method, ...args) => serve({ method, args });
  }

  /** One attempt whose process is killed between the request and its answer, and the time after which it is over. */
  async cutOff(method: string, ...args: readonly unknown[]): Promise<void> {
    const before = this.forge.orders.length;
    this.forge.answer = () => new Promise(() => undefined);
    void this.attempt()(method, ...args);
    await waitUntil(() => this.forge.orders.length > before, 'the request', 5_000);
    this.forge.answer = () => Promise.resolve({ id: null, url: null });
    this.now = new Date(this.now.getTime() + 3 * MINUTE);
  }
}

/** `done`, or the code of the failure. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => toFailure(error).code,
  );
}
