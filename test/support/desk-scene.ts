import { inspect } from 'node:util';
import { buildDaemon, type Daemon } from '../../src/daemon.js';
import type { ForgeKind } from '../../src/domain/forge.js';
import type { Project } from '../../src/domain/project.js';
import { connect, type Connection } from '../../src/storage/connect.js';
import { storageOn } from '../../src/storage/open-storage.js';
import { createMetrics } from '../../src/runtime/metrics.js';
import { benchConfig } from '../bench/bench-config.js';
import { systemClock } from '../simulator/demo/system-clock.js';
import { startTelegram, type TelegramSimulator } from '../simulator/telegram/start-telegram.js';
import type { SendOptions, WorldChat, WorldMessage, WorldPerson } from '../simulator/telegram/world-types.js';
import { embeddedPlace, type Place, serverPlace, TEST_KEY } from './database.js';
import { type ForgeSide, githubSide, gitlabSide } from './forge-side.js';
import { waitUntil } from './wait-until.js';
import { createMemoryLogger, type MemoryLogger } from './memory-logger.js';

export const PATH = 'acme/shop';
/** Who maintains the project and lends the token; who works in it; who is nobody there. */
export const OWNER = 'olga';
export const STAFF = 'sam';

const LIFTED = {
  pollsPerMinute: Infinity,
  commandsPerMinute: Infinity,
  pollBurst: Infinity,
  commandBurst: Infinity,
  firstPolls: Infinity,
  forgePerSecond: Infinity,
  forgeConcurrency: 32,
};
const PATIENCE_MS = 60_000;

interface Parts {
  readonly side: ForgeSide;
  readonly telegram: TelegramSimulator;
  readonly place: Place;
  readonly connection: Connection;
  readonly daemon: Daemon;
  readonly log: MemoryLogger;
  readonly project: Project;
}

/** The whole daemon in this process between a simulated forge and a simulated Telegram; Olga's token is linked. */
export class DeskScene {
  readonly side: ForgeSide;
  readonly telegram: TelegramSimulator;
  readonly project: Project;
  readonly log: MemoryLogger;
  readonly olga: WorldPerson;
  readonly rita: WorldPerson;
  readonly group: WorldChat;
  readonly daemon: Daemon;
  ownerToken = '';
  readonly #parts: Parts;
  readonly #staffToken: string;

  private constructor(parts: Parts, seed: Seed) {
    this.#parts = parts;
    this.side = parts.side;
    this.telegram = parts.telegram;
    this.project = parts.project;
    this.log = parts.log;
    this.daemon = parts.daemon;
    const { world } = parts.telegram;
    this.olga = world.addPerson({ id: OLGA_ID, name: 'Olga', hasStarted: true });
    this.rita = world.addPerson({ id: 3_001, name: 'Rita' });
    const members = [this.olga.id, this.rita.id];
    this.group = world.addGroup({ title: 'Support', isSupergroup: true, members, ...seed });
    this.#staffToken = parts.side.world.addToken(STAFF);
  }

  static async start(kind: ForgeKind, seed: Seed = {}): Promise<DeskScene> {
    const log = createMemoryLogger();
    const side = await (kind === 'gitlab' ? gitlabSide : githubSide)(systemClock, log);
    const telegram = await startTelegram({ clock: systemClock });
    for (const login of [OWNER, STAFF]) side.world.addUser(login, login === OWNER ? 'Olga' : 'Sam');
    const project = side.addProject(PATH, [OWNER, STAFF]);
    side.setRole(PATH, OWNER, kind === 'gitlab' ? 'maintainer' : 'maintain');
    const place = process.env['TEST_DATABASE_URL'] ? await serverPlace() : await embeddedPlace();
    const base = { secretKey: TEST_KEY, logger: log, clock: systemClock };
    const connection = await connect({ ...base, ...place });
    const settings = { forges: [side.forge], telegram, dataDir: place.dataDir, pollIntervalSeconds: 1 };
    const daemon = await buildDaemon(
      { ...benchConfig(settings), allowedUsers: [String(OLGA_ID)] },
      {
        logger: log,
        clock: systemClock,
        budgets: { gitlab: LIFTED, github: LIFTED },
        messagesPerSecond: 1_000,
        onFatal: (error) => log.error({ error }, 'fatal'),
      },
      { storage: storageOn(connection, base), metrics: createMetrics() },
    );
    const scene = new DeskScene({ side, telegram, place, connection, daemon, log, project }, seed);
    daemon.scheduler.start();
    daemon.dispatcher.start();
    await daemon.bot.start();
    await scene.link();
    return scene;
  }

  /** Olga hands the bot a token, with all that it needs or with these scopes. */
  async link(options: { readonly scopes?: readonly string[] } = {}): Promise<void> {
    this.ownerToken = this.side.world.addToken(OWNER, options);
    await this.ask(
      this.olga,
      this.olga.id,
      `/token ${this.side.forge.url} ${this.ownerToken}`,
      /Linked!|again|new token/i,
    );
  }

  /** Opens the desk in the group. */
  async openDesk(words = ''): Promise<void> {
    const question = await this.ask(
      this.olga,
      this.group.id,
      `/desk on ${PATH} ${words}`.trim(),
      /without an account\?/,
    );
    await this.press(this.olga, question, 'Yes, open the desk');
    await this.shows(question, /is open/);
  }

  say(person: WorldPerson, text: string, options: SendOptions = {}, chatId = this.group.id): WorldMessage {
    return this.telegram.world.send(person.id, chatId, text, options);
  }

  async ask(person: WorldPerson, chatId: number, text: string, answer: RegExp): Promise<WorldMessage> {
    const { id } = this.telegram.world.send(person.id, chatId, text);
    return this.hears(answer, { chatId, after: id });
  }

  /** A message of the bot in the group, or elsewhere. */
  async hears(
    text: RegExp,
    { chatId = this.group.id, after = 0 }: { readonly chatId?: number; readonly after?: number } = {},
  ): Promise<WorldMessage> {
    const { world } = this.telegram;
    const matches = (one: WorldMessage): boolean => one.id > after && text.test(plain(one));
    try {
      const heard = await world.waitForMessage(chatId, matches, { timeoutMs: PATIENCE_MS });
      // Nobody replies before the daemon has written down what it said.
      await waitUntil(() => this.#isWrittenDown(), 'the outbox', PATIENCE_MS);
      return heard;
    } catch {
      const said = world.botMessages(chatId).map(plain);
      const trouble = this.log.entries.filter(({ level }) => level === 'warn' || level === 'error');
      throw new Error(
        `Nobody said ${String(text)} in ${chatId}, but ${inspect(said)}; ${inspect(trouble.slice(-5), { depth: 6 })}`,
      );
    }
  }

  /** The message as it is once it shows that. */
  shows(message: WorldMessage, text: RegExp): Promise<WorldMessage> {
    const { world } = this.telegram;
    const now = (): WorldMessage | undefined =>
      world.messages(message.chatId).find(({ id }) => id === message.id);
    return world.waitFor(
      () => {
        const one = now();
        return one !== undefined && text.test(plain(one)) ? one : null;
      },
      { what: `${String(text)} instead of ${plain(now() ?? message)}`, timeoutMs: PATIENCE_MS },
    );
  }

  /** What popped up. */
  async press(person: WorldPerson, message: WorldMessage, button: string): Promise<string> {
    const { world } = this.telegram;
    const query = world.press(person.id, message, button);
    const answer = await world.waitFor(() => world.callbackAnswer(query), { timeoutMs: PATIENCE_MS });
    return answer.text ?? '';
  }

  /** Rita reports; the card of her ticket. */
  async report(text = '/report The basket is empty\nSince this morning.'): Promise<WorldMessage> {
    const { id } = this.say(this.rita, text);
    return this.hears(/Ticket open/, { after: id });
  }

  /** Sam does something on the forge, by its API. */
  async asStaff(method: string, path: string, body: object): Promise<unknown> {
    const { kind, forge } = this.side;
    const [base, headers] =
      kind === 'gitlab'
        ? [`/projects/${this.project.id}`, { 'private-token': this.#staffToken }]
        : [`/repos/${PATH}`, { authorization: `Bearer ${this.#staffToken}` }];
    const answer = await fetch(`${forge.apiUrl}${base}${path}`, {
      method,
      headers: { ...(headers as Record<string, string>), 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** What was said on an issue, in order. */
  async said(number = 1): Promise<readonly string[]> {
    const path = this.side.kind === 'gitlab' ? 'notes?sort=asc' : 'comments';
    const list = (await this.asStaff('GET', `/issues/${number}/${path}`, {})) as readonly {
      body: string;
      system?: boolean;
    }[];
    return list.filter(({ system }) => system !== true).map(({ body }) => body);
  }

  async issue(number = 1): Promise<{ title: string; description?: string; body?: string; state: string }> {
    return (await this.asStaff('GET', `/issues/${number}`, {})) as never;
  }

  sql<Row = Record<string, unknown>>(text: string): Promise<Row[]> {
    return this.#parts.connection.db.sql<Row>(text);
  }

  async #isWrittenDown(): Promise<boolean> {
    const waiting = `SELECT 1 FROM outbox WHERE sent_at IS NULL AND abandoned_at IS NULL AND started_attempts > 0`;
    return (await this.sql(waiting)).length === 0;
  }

  async stop(): Promise<void> {
    const { daemon, connection, place, side, telegram } = this.#parts;
    await daemon.bot.stop();
    await daemon.scheduler.stop();
    await daemon.dispatcher.stop();
    await connection.close();
    await Promise.all([side.close(), telegram.close(), place.remove()]);
  }
}

interface Seed {
  readonly isForum?: boolean;
  readonly bot?: 'member' | 'administrator';
  readonly botManagesTopics?: boolean;
}

const OLGA_ID = 1_001;

/** Without what keeps Telegram from reading names into it. */
export function plain({ text }: Pick<WorldMessage, 'text'>): string {
  return text.replaceAll('\u2060', '');
}
