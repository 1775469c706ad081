import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Account } from '../../src/domain/account.js';
import type { ForgeEvent } from '../../src/domain/event.js';
import { Secret } from '../../src/domain/secret.js';
import { isWorthOffering } from '../../src/actions/foresee.js';
import { EVENTS } from '../../src/events/index.js';
import { createRenderer } from '../../src/events/render/render-notification.js';
import { createTranslator } from '../../src/bot/translator.js';
import { startHttpServer, type HttpServer } from '../../src/runtime/http-server.js';
import { hostsOf } from '../../src/web/hosts.js';
import { createPasses, type Passes } from '../../src/web/passes.js';
import { serveSite } from '../../src/web/serve.js';
import type { SiteDeps } from '../../src/web/site-deps.js';
import { anAccount, anEvent, aProject, NOON } from './builders.js';
import { FakePeopleStores } from './fake-people-stores.js';
import { createMemoryLogger } from './memory-logger.js';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** The page over real HTTP on loopback, with the stores in memory and a clock that the test moves. */
export class SiteFixture {
  readonly people = new FakePeopleStores();
  readonly log = createMemoryLogger();
  readonly passes: Passes;
  now = NOON;
  #server: HttpServer | null = null;

  private constructor() {
    this.passes = createPasses({
      store: this.people.passes,
      clock: () => this.now,
      randomToken: () => randomBytes(32).toString('base64url'),
    });
  }

  static async start(over: Partial<SiteDeps> = {}): Promise<SiteFixture> {
    const fixture = new SiteFixture();
    await fixture.#listen(over);
    return fixture;
  }

  async #listen(over: Partial<SiteDeps>): Promise<void> {
    const hosts: string[] = [];
    const listener = serveSite({
      stores: this.people.stores,
      passes: this.passes,
      allowedUsers: [],
      definitions: EVENTS,
      renderer: createRenderer(EVENTS, isWorthOffering),
      translator: createTranslator(),
      clock: () => this.now,
      logger: this.log,
      hosts,
      isSecure: false,
      checkHealth: () =>
        Promise.resolve({ database: 'ok', telegram: 'away', outbox: { waiting: 7, oldestSeconds: 3 } }),
      usageOf: () => ({
        server: { limit: 5_000, remaining: 4_321, resetsAt: NOON },
        polls: { left: 17, most: 20, perMinute: 60 },
        blockedUntil: null,
      }),
      countWaiting: () => Promise.resolve(2),
      ...over,
    });
    this.#server = await startHttpServer({
      host: '127.0.0.1',
      port: 0,
      token: new Secret('the-operators-token'),
      checkHealth: () => Promise.reject(new Error('not asked')),
      renderMetrics: () => Promise.resolve({ contentType: 'text/plain', body: 'metrics' }),
      site: () => Promise.resolve(listener),
      logger: this.log,
    });
    hosts.push(...hostsOf({ host: '127.0.0.1', port: this.#server.port, publicUrl: null }));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server?.port ?? 0}`;
  }

  close(): Promise<void> {
    return this.#server?.close() ?? Promise.resolve();
  }

  /** A member with one account. */
  join(personId: string, over: Partial<Account> & { readonly isOperator?: boolean } = {}): Account {
    const { isOperator = false, ...more } = over;
    this.people.people.set(personId, {
      id: personId,
      name: personId,
      language: 'en',
      chosenLanguage: null,
      isOperator,
    });
    const account = anAccount({ id: `account-of-${personId}`, personId, ...more });
    this.people.accountRows.set(account.id, account);
    return account;
  }

  keep(account: Account, over: Partial<ForgeEvent> = {}): void {
    const position = this.people.timeline.rows.length + 1;
    this.people.timeline.rows.push({
      id: `event-${position}`,
      accountId: account.id,
      forge: account.forge,
      project: aProject(),
      event: anEvent(over),
      at: new Date(NOON.getTime() + position * 1_000),
      seenAt: NOON,
    });
  }

  async ask(path: string, init: RequestInit = {}): Promise<Reply> {
    const { status, headers, ...response } = await fetch(`${this.url}${path}`, {
      redirect: 'manual',
      ...init,
    }).then(async (one) => ({ status: one.status, headers: one.headers, body: await one.text() }));
    return { status, headers, body: response.body };
  }

  /** As whoever believes that this machine has another name. */
  askUnder(host: string, path: string): Promise<Pick<Reply, 'status' | 'body'>> {
    return new Promise((resolve, reject) => {
      const asked = request(`${this.url}${path}`, { headers: { host } }, (response) => {
        const { statusCode: status = 0 } = response;
        text(response).then((body) => resolve({ status, body }), reject);
      });
      asked.on('error', reject).end();
    });
  }

  enter(key: string): Promise<Reply> {
    return this.ask('/enter', { method: 'POST', body: new URLSearchParams({ key }) });
  }

  /** What the browser shows from then on. */
  async signIn(personId: string): Promise<{ readonly cookie: string }> {
    const reply = await this.enter(await this.passes.issue('link', personId));
    return { cookie: (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  }
}
