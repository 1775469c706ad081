import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from '../simulator/core/faults.js';
import { systemClock } from '../simulator/demo/system-clock.js';
import type { WorldMessage } from '../simulator/telegram/world-types.js';
import { countBaselines, freePort } from '../support/daemon-metrics.js';
import type { DaemonRun } from '../support/daemon-run.js';
import { startTown, type Town, type Townsman } from '../support/town.js';
import { waitUntil } from '../support/wait-until.js';
import { badGateway, refusal } from './telegram-troubles.js';
import { countFeeds } from '../support/count-feeds.js';

const STEP_LIMIT_MS = 60_000;
const FORGES = ['gitlab', 'github'] as const;

let town: Town;
let daemon: DaemonRun;
let pipelines = 0;

beforeAll(async () => {
  town = await startTown({ clock: systemClock, people: 4 });
  const port = await freePort();
  daemon = town.run('telegram', { HTTP_PORT: String(port) });
  await town.ready();
  await town.moveIn();
  await waitUntil(
    async () =>
      (await countBaselines(port)) >= (countFeeds('gitlab') + countFeeds('github')) * town.people.length,
    'the first read of every feed',
    STEP_LIMIT_MS,
  );
}, 2 * STEP_LIMIT_MS);

afterAll(() => town.close(), STEP_LIMIT_MS);

/** Fails as many pipelines of a person, one after the other; returns their branches. */
function failPipelines(person: Townsman, count: number): readonly string[] {
  return Array.from({ length: count }, () => {
    pipelines += 1;
    const ref = `branch-${pipelines}-of-${person.login}`;
    const { id } = town.worlds.gitlab.startPipeline(town.projects.gitlab, { by: person.login, ref });
    town.worlds.gitlab.finishPipeline(town.projects.gitlab, id, 'failed');
    return ref;
  });
}

/** What each message said when it was sent, in the order of the chat. */
const firstWords = (person: Townsman): readonly string[] =>
  town.telegram.world.botMessages(person.id).map(({ text, history }) => history[0]?.text ?? text);

/** The branches that were told to have failed, repeats included. */
const told = (person: Townsman): readonly string[] =>
  firstWords(person).flatMap((text) =>
    [...text.matchAll(/failed on (branch-\S+)/g)].flatMap(([, branch]) => branch ?? []),
  );

async function waitForAll(person: Townsman, refs: readonly string[]): Promise<void> {
  await waitUntil(
    () => refs.every((ref) => told(person).includes(ref)),
    `news of ${refs.join(', ')}`,
    STEP_LIMIT_MS,
    () => `Told: ${told(person).join(', ')}`,
  );
}

/** How often the forges were asked with this person's tokens since their logs were cleared. */
function requestsWith(person: Townsman): number {
  return FORGES.flatMap((forge) =>
    town.servers[forge].log.entries.filter(({ headers }) =>
      JSON.stringify(headers).includes(person.tokens[forge]),
    ),
  ).length;
}

function forgetRequests(): void {
  for (const forge of FORGES) town.servers[forge].log.clear();
}

describe('while Telegram does not take messages', () => {
  it(
    'nothing is lost and the order is kept: 429 with and without a time, 5xx, a reset, half an answer, silence',
    async () => {
      const faults: readonly Fault[] = [
        { kind: 'silence' },
        { kind: 'truncate' },
        refusal(429, 'Too Many Requests: retry after 2', { retry_after: 2 }),
        refusal(429, 'Too Many Requests'),
        refusal(500, 'Internal Server Error'),
        badGateway,
        { kind: 'reset' },
        refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 }),
      ];
      for (const fault of faults) {
        town.telegram.server.faults.add({ path: /\/(?:sendMessage|editMessageText)$/i, fault, times: 1 });
      }

      const owed = town.people.map((person) => ({ person, refs: failPipelines(person, 3) }));
      await Promise.all(owed.map(({ person, refs }) => waitForAll(person, refs)));

      expect(owed.map(({ person }) => [...new Set(told(person))])).toEqual(owed.map(({ refs }) => refs));
      // Telegram has a message whose answer broke off, and nobody can know.
      const repeats = owed.map(({ person, refs }) => told(person).length - refs.length);
      expect(repeats.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(1);
      const failed = daemon.logged('delivery failed');
      expect(failed.map(({ verdict }) => verdict)).toEqual(faults.map(() => 'retry'));
      expect(failed.filter(({ code }) => code === 'too-fast')).toHaveLength(3);
      expect(failed.filter(({ code }) => code === 'unavailable')).toHaveLength(5);
    },
    2 * STEP_LIMIT_MS,
  );

  it(
    'a message that Telegram finds wrong does not hold up those behind it',
    async () => {
      const person = town.people[0]!;
      const before = told(person).length;
      town.telegram.server.faults.add({
        path: /\/sendMessage$/i,
        fault: refusal(400, "Bad Request: can't parse entities"),
        times: 1,
      });

      const [, ...rest] = failPipelines(person, 3);
      await waitForAll(person, rest);

      expect(told(person).slice(before)).toEqual(rest);
      expect(daemon.logged('delivery failed').at(-1)).toMatchObject({ code: 'rejected', verdict: 'abandon' });
    },
    2 * STEP_LIMIT_MS,
  );
});

describe('while the bot cannot listen', () => {
  /** Says three things during the trouble; the answers must come in their order, once each. */
  async function talkThrough(trouble: () => Promise<void>): Promise<void> {
    const { world } = town.telegram;
    const person = town.people[3]!;
    const before = world.botMessages(person.id).length;
    const troubled = trouble();
    for (const text of ['/help', '/watches', '/accounts']) world.send(person.id, person.id, text);
    await troubled;
    const answers = (): readonly WorldMessage[] => world.botMessages(person.id).slice(before);
    await waitUntil(() => answers().length >= 3, 'three answers', STEP_LIMIT_MS);
    await town.ask(person, '/help', /what concerns you/);

    expect(answers().map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringMatching(/tell you what concerns you/),
      expect.stringMatching(/^This chat watches 2 projects/),
      expect.stringMatching(/^Your 2 linked accounts/),
      expect.stringMatching(/tell you what concerns you/),
    ]);
  }

  it.each<[string, Fault]>([
    ['429', refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 })],
    ['502', badGateway],
    ['a reset', { kind: 'reset' }],
  ])(
    'what people say is answered once, in order: %s',
    async (_name, fault) => {
      town.telegram.server.faults.add({ path: /\/getUpdates$/i, fault, times: 2 });
      await talkThrough(() => Promise.resolve());
    },
    2 * STEP_LIMIT_MS,
  );

  it(
    'a second poller with the same token is told of, outlived, and takes nothing away: 409',
    async () => {
      const { world, server, url, token } = town.telegram;
      const conflicts = world.pollConflicts;
      await waitUntil(() => world.isPolled, 'a poll', STEP_LIMIT_MS);

      await talkThrough(async () => {
        const stranger = async (): Promise<unknown> =>
          (await fetch(`${url}/bot${token}/getUpdates?timeout=1`)).json();
        await waitUntil(
          async () => {
            await stranger();
            return daemon.logged('another poller uses the same bot token, waiting for it to end').length > 0;
          },
          'the daemon to notice',
          STEP_LIMIT_MS,
        );
      });

      expect(world.pollConflicts).toBeGreaterThan(conflicts);
      expect(server.log.matching('POST', /deleteWebhook/i)).toEqual([]);
    },
    2 * STEP_LIMIT_MS,
  );
});

describe('somebody who cannot be written to', () => {
  const neighbour = (): Townsman => town.people[3]!;

  /** Others are looked after as ever; for this person no forge is asked. */
  async function expectNoPolls(person: Townsman): Promise<void> {
    forgetRequests();
    const refs = failPipelines(neighbour(), 1);
    await waitForAll(neighbour(), refs);
    await waitUntil(() => requestsWith(neighbour()) >= 8, 'several looks for the neighbour', STEP_LIMIT_MS);
    expect(requestsWith(person)).toBe(0);
  }

  it(
    'is not polled for after they blocked the bot, and hears the missed news after they unblocked it',
    async () => {
      const person = town.people[1]!;
      const { world } = town.telegram;
      const before = told(person).length;
      world.block(person.id);
      await waitUntil(() => world.unconfirmedUpdates === 0, 'the bot to hear of it', STEP_LIMIT_MS);
      await quietDown(person);
      const missed = failPipelines(person, 1);
      await expectNoPolls(person);
      expect(told(person).slice(before)).toEqual([]);

      world.unblock(person.id);
      await waitUntil(() => requestsWith(person) > 0, 'polls for them', STEP_LIMIT_MS);
      await waitForAll(person, missed);
      const fresh = failPipelines(person, 1);
      await waitForAll(person, fresh);

      expect(told(person).slice(before)).toEqual([...missed, ...fresh]);
    },
    3 * STEP_LIMIT_MS,
  );

  it(
    'is found out by a 403 where no update told of it, and comes back by writing',
    async () => {
      const person = town.people[2]!;
      const { world } = town.telegram;
      const before = told(person).length;
      world.person(person.id).hasBlockedBot = true;
      failPipelines(person, 1);
      await waitUntil(
        () =>
          daemon
            .logged('delivery failed')
            .some(({ chat, code }) => chat === String(person.id) && code === 'unreachable'),
        'the refused message',
        STEP_LIMIT_MS,
      );
      await quietDown(person);
      await expectNoPolls(person);

      world.person(person.id).hasBlockedBot = false;
      await town.ask(person, '/start', /Your account is linked/);
      await waitUntil(() => requestsWith(person) > 0, 'polls for them', STEP_LIMIT_MS);
      const fresh = failPipelines(person, 1);
      await waitForAll(person, fresh);

      expect(told(person).slice(before)).toEqual(fresh);
    },
    3 * STEP_LIMIT_MS,
  );

  /** What was under way when they were lost may still end. */
  async function quietDown(person: Townsman): Promise<void> {
    await waitUntil(
      async () => {
        const before = requestsWith(person);
        const others = requestsWith(neighbour());
        await waitUntil(() => requestsWith(neighbour()) >= others + 3, 'the neighbour', STEP_LIMIT_MS);
        return requestsWith(person) === before;
      },
      'the last poll under way to end',
      STEP_LIMIT_MS,
    );
  }
});

describe('a bot token that Telegram refuses', () => {
  it(
    'ends the daemon with a word to the operator, because waiting would not help',
    async () => {
      town.telegram.world.revokeBotToken();

      const { code } = await daemon.exit;

      expect(code).toBe(1);
      expect(daemon.logged('cannot go on')).toHaveLength(1);
      expect(daemon.output).not.toContain(town.telegram.token);
    },
    2 * STEP_LIMIT_MS,
  );
});
