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
import { type ForgeSide, githubSide, gitlabSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { ScriptedForge } from '../../support/scripted-forge.js';
import { createCountedMetrics, openGovernor } from '../../unit/polling/cycle-harness.js';

export const PATH = 'acme/shop';
export const GROUP = '-100';
/** Alice reads everything of the project; Gus is a guest, or reads only what she lends no eyes to. */
export const PEOPLE = { alice: '1', gus: '2' } as const;
type Login = keyof typeof PEOPLE;
interface Parts {
  readonly side: ForgeSide;
  readonly place: Place;
  readonly connection: Connection;
  readonly storage: Storage;
}

/** Two people who watch all of one project in their own chats; Alice's token does so in a group, too. */
export class Town {
  readonly accounts = new Map<Login, Account>();
  readonly side: ForgeSide;
  readonly #parts: Parts;
  readonly #clock: ScriptedClock;
  readonly #scheduler: Scheduler;
  #project: Project | null = null;

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
    this.#project = project;
    await this.#people.chats.save({
      address: { chatId: GROUP, topicId: null },
      kind: 'group',
      title: 'Everybody',
    });
    for (const login of ['alice', 'gus'] as const) await this.link(login, project);
    await this.hours(2);
  }

  /** `login`: the one on the forge. */
  async link(login: string, project: Project, owner = login as Login): Promise<void> {
    const personId = PEOPLE[owner];
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
    this.accounts.set(owner, account);
  }

  /** As Gus says it from a chat; `true`: the answer of the forge is still under way. */
  async say(number: number, text: string, chatKey: string, isUnderWay = false): Promise<void> {
    const { side } = this;
    const project = this.#project;
    if (project === null) throw new Error('Nobody has moved in.');
    const order = { action: 'comment', on: 'issue', number: String(number), text, threadId: null } as const;
    const deed = {
      requestKey: `message:${chatKey}:${text}`,
      personId: PEOPLE.gus,
      personName: 'Gus',
      forge: side.forge,
      login: 'gus',
      chatKey,
      project,
      target: { kind: 'issue', number: String(number) },
      action: 'comment',
      detail: {},
    } as const;
    const { actions } = this.#people;
    const now = this.#clock.now();
    const begun = await actions.begin(deed, now, new Date(0));
    if (begun.kind !== 'begun') throw new Error('It was said before.');
    const receipt = await side.adapter.actions.perform(side.session('gus'), project, order);
    if (!isUnderWay) await actions.finish(begun.id, { result: 'done', code: null, receipt }, now);
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
    const now = this.#clock.now();
    const scope = await scopeOf(this.#people, { chatKey, chatId: chatKey, kind }, now);
    const since = new Date(now.getTime() - 24 * HOUR);
    return JSON.stringify(await collectDigest(this.#people, scope, { since, now }));
  }
}
