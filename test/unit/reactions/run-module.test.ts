import { describe, expect, it } from '@jest/globals';
import type { Notice } from '../../../src/domain/notification.js';
import type { ReactionRun } from '../../../src/domain/ports/reaction-store.js';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import { toFailure } from '../../../src/reactions/call-failure.js';
import type { RunJob } from '../../../src/reactions/module-host.js';
import type { ForgeClient, ReactionEvent } from '../../../src/reactions/public.js';
import { createModuleRunner } from '../../../src/reactions/run-module.js';
import { createThrottle } from '../../../src/reactions/throttle.js';
import { createForgeClient } from '../../../src/reactions/worker/forge-client.js';
import { anIssue } from '../../support/an-issue.js';
import { ALICE, anAccount, anEvent, aTokenFacts, BOB, NOON } from '../../support/builders.js';
import { FakeActionStore } from '../../support/fake-action-store.js';
import { FakeForgeActions } from '../../support/fake-forge-actions.js';
import { FakeReactionStore } from '../../support/fake-reaction-store.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { aRun, lost } from '../../support/run-scene.js';
import { anIssueLook } from '../../support/some-looks.js';

type Handler = (event: ReactionEvent, forge: ForgeClient) => unknown;

/** One handler in this very thread, and all that stands around it. */
class Scene {
  readonly store = new FakeReactionStore();
  readonly forge = new FakeForgeActions();
  readonly log = createMemoryLogger();
  readonly notices: Notice[] = [];
  readonly handled: ReactionEvent[] = [];
  /** When each order reached the forge. */
  readonly orderedAt: Date[] = [];
  now = NOON;
  readonly #handler: Handler;

  constructor(handler: Handler) {
    this.#handler = handler;
    this.forge.looks = [anIssueLook()];
    this.forge.answer = () => {
      this.orderedAt.push(this.now);
      return Promise.resolve({ id: null, url: null });
    };
  }

  /** One event on the issue of this number. */
  happens(number = '5'): void {
    const event = anEvent({ type: 'issue-opened', subject: anIssue({ id: number, number }), actor: BOB });
    const id = String(this.store.rows.length + 1);
    const over: Partial<ReactionRun> = { id, card: `issue:${number}`, event };
    this.store.owe(aRun(over), this.now);
  }

  pass(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  /** Runs what is due. */
  async work(): Promise<void> {
    const account = anAccount({ user: ALICE, token: aTokenFacts({ canWrite: true }) });
    const clock = (): Date => this.now;
    const throttle = createThrottle(clock, (ms) => {
      this.pass(ms);
      return Promise.resolve();
    });
    const gate = { admit: () => Promise.resolve(), report: () => undefined };
    const runModule = createModuleRunner({
      store: this.store,
      actionsOf: { gitlab: this.forge, github: this.forge },
      throttleOf: () => throttle,
      accounts: { open: () => Promise.resolve(account) },
      notices: { enqueue: (notice) => Promise.resolve(void this.notices.push(notice)) },
      openSession: ({ forge, secret }) => ({ forge, secret, gate, signal: new AbortController().signal }),
      records: new FakeActionStore(),
      isDryRun: false,
      logger: this.log,
      clock,
    });
    const handler = {
      name: 'issue.opened',
      pattern: 'issue.opened',
      match: {},
      timeLimitSeconds: 30,
    } as const;
    const module = { name: 'm.js', handlers: [handler], host: { run: (job: RunJob) => this.#conduct(job) } };
    const lease = { accountId: 'a', module: 'm.js', owner: 'one', token: '1' };
    await runModule(module, lease, () => false);
  }

  async #conduct({ told, serve }: RunJob) {
    this.handled.push(told.event);
    const ask = (method: string, ...args: readonly unknown[]) => serve({ method, args }) as Promise<never>;
    try {
      await this.#handler(told.event, createForgeClient(ask, told));
      return null;
    } catch (error) {
      const known = toFailure(error);
      return known.code === 'defect' ? { ...known, code: 'threw', message: 'a secret of the code' } : known;
    }
  }
}

const comment: Handler = ({ subject }, forge) => forge.comment(subject as never, 'Hello');

describe('a handler that is given up', () => {
  it('is told to the operator with the reason, and without what its code said', async () => {
    const scene = new Scene(() => {
      throw new Error('a secret of the code');
    });
    scene.happens();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await scene.work();
      scene.pass(11 * MINUTE);
    }

    expect(scene.handled.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
    expect(scene.notices).toMatchObject([
      {
        chatKey: expect.stringContaining(anAccount().personId),
        code: 'reaction-gave-up',
        params: {
          reaction: 'm.js#issue.opened',
          project: aRun().project.path,
          reason: 'its code threw an error.',
        },
      },
    ]);
    expect(JSON.stringify(scene.notices)).not.toContain('secret');
    expect(JSON.stringify(scene.log.entries)).toContain('a reaction was given up');
  });

  it('is told once a day', async () => {
    const scene = new Scene((_event, forge) => forge.createIssue({ title: 'New' }));
    scene.forge.answer = () => Promise.reject(lost);
    for (const wait of [0, HOUR, DAY]) {
      scene.pass(wait);
      scene.happens();
      await scene.work();
    }

    const [first, second, third] = scene.notices.map(({ dedupeKey }) => dedupeKey);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });

  it('is nobody because of a forge that is away', async () => {
    const scene = new Scene((_event, forge) => forge.labels());
    scene.forge.trouble = lost;
    scene.happens();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await scene.work();
      scene.pass(11 * MINUTE);
    }

    expect(scene.handled).toHaveLength(10);
    expect(scene.notices).toEqual([]);
  });
});

describe('a handler that answers what it causes', () => {
  it('is stopped on that thing for an hour, which the operator reads, and goes on elsewhere', async () => {
    const scene = new Scene(comment);
    for (let i = 0; i < 25; i += 1) {
      scene.happens();
      await scene.work();
      scene.pass(MINUTE);
    }
    scene.happens('6');
    await scene.work();

    expect(scene.handled).toHaveLength(21);
    expect(scene.forge.orders).toHaveLength(21);
    expect(scene.notices[0]?.params['reason']).toBe('it seems to answer what it causes itself.');
    scene.pass(HOUR);
    scene.happens();
    await scene.work();
    expect(scene.handled).toHaveLength(22);
  });
});

describe('a handler that floods', () => {
  it('does twenty things at most, at the pace of a module, and what comes next is not kept from its turn', async () => {
    const scene = new Scene(async ({ attempt, subject }, forge) => {
      if (attempt > 1 || subject.kind !== 'issue' || subject.number !== '5') return;
      for (let i = 0; i < 1_000; i += 1) await forge.label(subject, `flood-${i}`).catch(() => undefined);
    });
    scene.happens();
    scene.happens('6');
    await scene.work();

    expect(scene.forge.orders).toHaveLength(20);
    expect(scene.orderedAt.filter((at) => at.getTime() < NOON.getTime() + MINUTE / 2)).toHaveLength(15);
    expect(scene.handled.map(({ subject }) => subject.id)).toEqual(['5', '6']);
  });
});
