import { afterEach, expect, it } from '@jest/globals';
import { collectDigest } from '../../../src/bot/digest/collect.js';
import { scopeOf } from '../../../src/bot/digest/scope.js';
import type { Account } from '../../../src/domain/account.js';
import { planFeeds } from '../../../src/domain/feed-plan.js';
import type { ForgeKind } from '../../../src/domain/forge.js';
import { EVERYTHING } from '../../../src/domain/ports/timeline-store.js';
import type { Project } from '../../../src/domain/project.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { EVENTS } from '../../../src/events/index.js';
import { createScheduler, type Scheduler } from '../../../src/polling/scheduler.js';
import { connect, type Connection } from '../../../src/storage/connect.js';
import { storageOn, type Storage } from '../../../src/storage/open-storage.js';
import { createScriptedClock, type ScriptedClock } from '../../support/clock.js';
import { embeddedPlace, type Place, serverPlace, TEST_KEY } from '../../support/database.js';
import { type ForgeSide, githubSide, type GitlabSide, gitlabSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { ScriptedForge } from '../../support/scripted-forge.js';
import { createCountedMetrics, openGovernor } from '../../unit/polling/cycle-harness.js';

const PATH = 'acme/shop';
const GROUP = '-100';
/** Alice reads everything of the project; Gus is a guest, or reads only what she lends no eyes to. */
const PEOPLE = { alice: '1', gus: '2' } as const;
type Login = keyof typeof PEOPLE;
const LIMIT_MS = 60_000;

interface Parts {
  readonly side: ForgeSide;
  readonly place: Place;
  readonly connection: Connection;
  readonly storage: Storage;
}

/** Two people who watch all of one project in their own chats; Alice's token does so in a group, too. */
class Town {
  readonly accounts = new Map<Login, Account>();
  readonly side: ForgeSide;
  readonly #parts: Parts;
  readonly #clock: ScriptedClock;
  readonly #scheduler: Scheduler;

  private constructor(parts: Parts, clock: ScriptedClock) {
    this.#parts = parts;
    this.#clock = clock;
    this.side = parts.side;
    const others = { gitlab: new ScriptedForge('gitlab'), github: new ScriptedForge('github') };
    this.#scheduler = createScheduler({
      store: parts.storage.polls,
      adapters: { ...others, [parts.side.kind]: parts.side.adapter },
      governor: openGovernor,
      definitions: EVENTS,
      metrics: createCountedMetrics(),
      logger: createMemoryLogger(),
      clock: clock.now,
      intervalMs: MINUTE,
      owner: 'here',
      onOwed: () => undefined,
      stopWithinMs: 20,
    });
  }

  static async open(kind: ForgeKind): Promise<Town> {
    const clock = createScriptedClock();
    const logger = createMemoryLogger();
    const place = await (process.env['TEST_DATABASE_URL'] ? serverPlace() : embeddedPlace());
    const base = { secretKey: TEST_KEY, logger, clock: clock.now };
    const connection = await connect({ ...base, ...place });
    const side = await (kind === 'gitlab' ? gitlabSide : githubSide)(clock.now, logger);
    for (const login of ['alice', 'gus', 'sam']) side.world.addUser(login);
    return new Town({ side, place, connection, storage: storageOn(connection, base) }, clock);
  }

  async close(): Promise<void> {
    await this.side.close();
    await this.#parts.connection.close();
    await this.#parts.place.remove();
  }

  get #people(): Storage['people'] {
    return this.#parts.storage.people;
  }

  async moveIn(project: Project): Promise<void> {
    await this.#people.chats.save({
      address: { chatId: GROUP, topicId: null },
      kind: 'group',
      title: 'Everybody',
    });
    for (const login of ['alice', 'gus'] as const) await this.#link(login, project);
    await this.hours(2);
  }

  async #link(login: Login, project: Project): Promise<void> {
    const personId = PEOPLE[login];
    const now = this.#clock.now();
    await this.#people.members.save({ id: personId, name: login, language: 'en', isOperator: false }, now);
    await this.#people.chats.save({
      address: { chatId: personId, topicId: null },
      kind: 'private',
      title: null,
    });
    const session = this.side.session(login);
    const identity = await this.side.adapter.identify(session);
    const { forge } = this.side;
    const { account } = await this.#people.accounts.link({
      personId,
      forge,
      identity,
      secret: session.secret,
      now,
    });
    for (const chatKey of login === 'alice' ? [personId, GROUP] : [personId]) {
      await this.#people.watches.put({
        chatKey,
        accountId: account.id,
        project,
        level: 'all',
        isConfirmed: true,
        now,
      });
    }
    const watches = (await this.#people.watches.listOfAccount(account.id)).map(({ watch }) => watch);
    await this.#people.feeds.reconcile(account.id, planFeeds(account, watches), now);
    this.accounts.set(login, account);
  }

  /** Lets everybody poll what is due, every half hour. */
  async hours(hours: number): Promise<void> {
    for (let passed = 0; passed < hours * HOUR; passed += 30 * MINUTE) {
      this.#clock.advance(30 * MINUTE);
      await this.#scheduler.tick();
      await this.#scheduler.idle();
    }
  }

  /** All that is, or was, owed to a chat. */
  async told(chatKey: string): Promise<readonly string[]> {
    const rows = await this.#parts.connection.db.sql<{ payload: unknown }>(
      `SELECT payload FROM outbox WHERE chat_key = $1 ORDER BY id`,
      [chatKey],
    );
    return rows.map(({ payload }) => JSON.stringify(payload));
  }

  /** What a person finds by `/history`, on the page and by its JSON. */
  async timeline(login: Login): Promise<string> {
    const { id, forge } = this.accounts.get(login)!;
    const page = await this.#people.timeline.newest({
      onlookers: [{ id, forgeUrl: forge.url }],
      filter: EVERYTHING,
      before: null,
      limit: 100,
    });
    return JSON.stringify(page.events);
  }

  async digest(chatKey: string): Promise<string> {
    const kind = chatKey === GROUP ? 'group' : 'private';
    const scope = await scopeOf(this.#people, { chatKey, chatId: chatKey, kind });
    const now = this.#clock.now();
    const since = new Date(now.getTime() - 24 * HOUR);
    return JSON.stringify(await collectDigest(this.#people, scope, { since, now }));
  }
}

/** Which of these words stand there. */
function wordsIn(text: string | readonly string[], words: readonly string[]): readonly string[] {
  return words.filter((word) => [text].flat().join(' ').includes(word));
}

const SECRETS = ['xylophone', 'quokka', 'marzipan', 'zeppelin', 'obelisk', 'gazebo'] as const;
const PUBLIC = ['daylight', 'sunrise'] as const;

let town: Town;

afterEach(() => town.close());

/** Sam writes everything. */
async function writeOnGitlab(): Promise<void> {
  const { world } = town.side as GitlabSide;
  const mergeRequest = world.openMergeRequest(PATH, { author: 'gus', title: 'Open to all' }).number;
  const issue = world.openIssue(PATH, { author: 'gus', title: 'Open to all' }).number;
  const turned = world.openIssue(PATH, { author: 'sam', title: 'Open until it is not' }).number;
  await town.hours(2);
  const hidden = world.openConfidentialIssue(PATH, {
    author: 'sam',
    title: 'xylophone',
    description: 'cc @alice @gus',
    assignees: ['alice'],
  }).number;
  world.commentIssue(PATH, hidden, 'sam', '@alice @gus quokka');
  world.internalIssueComment(PATH, issue, 'sam', 'marzipan');
  // A to-do item does not say that the note is internal.
  world.internalIssueComment(PATH, issue, 'sam', '@alice @gus zeppelin');
  world.internalComment(PATH, mergeRequest, 'sam', '@alice @gus obelisk');
  world.commentIssue(PATH, issue, 'sam', 'daylight');
  world.commentIssue(PATH, issue, 'sam', '@alice sunrise');
  await hide(turned);
  world.commentIssue(PATH, turned, 'sam', '@alice @gus gazebo');
  await town.hours(4);
}

async function hide(issue: number): Promise<void> {
  const { secret, forge } = town.side.session('sam', { scopes: ['api'] });
  const url = `${forge.apiUrl}/projects/${encodeURIComponent(PATH)}/issues/${issue}`;
  const { ok } = await fetch(url, {
    method: 'PUT',
    headers: { 'PRIVATE-TOKEN': secret.reveal(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ confidential: true }),
  });
  expect(ok).toBe(true);
}

it(
  'what not everybody may read on GitLab reaches those alone whose own token reads it, and no group; the rest all of them',
  async () => {
    town = await Town.open('gitlab');
    const project = town.side.addProject(PATH, ['alice', 'sam']);
    town.side.setRole(PATH, 'gus', 'guest');
    await town.moveIn(project);

    await writeOnGitlab();

    expect(wordsIn(await town.told(PEOPLE.alice), SECRETS)).toEqual(SECRETS);
    expect(wordsIn(await town.told(PEOPLE.gus), SECRETS)).toEqual([]);
    expect(wordsIn(await town.told(GROUP), SECRETS)).toEqual([]);
    expect(wordsIn(await town.timeline('alice'), SECRETS)).toEqual(SECRETS);
    expect(wordsIn(await town.timeline('gus'), SECRETS)).toEqual([]);
    for (const chat of [GROUP, PEOPLE.gus]) expect(wordsIn(await town.digest(chat), SECRETS)).toEqual([]);
    for (const chat of [GROUP, PEOPLE.alice, PEOPLE.gus]) {
      const told = await town.told(chat);
      const times = PUBLIC.map((word) => told.filter((one) => one.includes(word)).length);
      expect([chat, times]).toEqual([chat, [1, 1]]);
    }
  },
  LIMIT_MS,
);

it(
  'what is in a private repository of GitHub reaches nobody who was taken out of it',
  async () => {
    town = await Town.open('github');
    await town.moveIn(town.side.addProject(PATH, ['alice', 'gus', 'sam']));
    const { world } = town.side;
    const { number } = world.openIssue(PATH, { author: 'sam', title: 'daylight' });
    await town.hours(2);

    world.removeMember(PATH, 'gus');
    world.commentIssue(PATH, number, 'sam', '@alice @gus xylophone');
    world.openIssue(PATH, { author: 'sam', title: 'quokka', assignees: ['alice'] });
    await town.hours(4);

    const words = ['daylight', 'xylophone', 'quokka'];
    expect(wordsIn(await town.told(PEOPLE.alice), words)).toEqual(words);
    expect(wordsIn(await town.told(PEOPLE.gus), words)).toEqual(['daylight']);
    expect(wordsIn(await town.timeline('alice'), words)).toEqual(words);
    expect(wordsIn(await town.timeline('gus'), ['xylophone', 'quokka'])).toEqual([]);
    // Alice lends the group her eyes.
    expect(wordsIn(await town.told(GROUP), words)).toEqual(words);
  },
  LIMIT_MS,
);
