import type { FeedReading, SnapshotLookup } from '../../../../src/domain/feed.js';
import type { LogFields, Logger } from '../../../../src/domain/logger.js';
import type { FeedRequest, ForgeSession } from '../../../../src/domain/ports/forge-adapter.js';
import { Secret } from '../../../../src/domain/secret.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { createGitlabAdapter } from '../../../../src/forges/gitlab/adapter.js';
import { startLoopback, type Loopback, type LoopbackReply } from '../http/loopback.js';
import { RecordingGate } from '../http/recording-gate.js';
import { ALICE_PERSON, APP } from './fixtures.js';

export const TOKEN = 'glpat-alice0token0alice0';
export const NOW = '2026-09-01T10:00:00.000Z';

export type Route = (query: URLSearchParams) => LoopbackReply;

export interface LogLine {
  readonly fields: LogFields;
  readonly message: string;
}

/** A loopback GitLab for one test: it knows the routes it was given and answers 404 to all else. */
export class FakeGitlab {
  readonly warnings: LogLine[] = [];
  readonly infos: LogLine[] = [];
  readonly snapshots = new Map<string, Subject>();
  /** Its own. */
  readonly clock: { now: string };
  readonly #server: Loopback;
  readonly #routes: Map<string, Route>;

  private constructor(server: Loopback, routes: Map<string, Route>, clock: { now: string }) {
    this.clock = clock;
    this.#server = server;
    this.#routes = routes;
  }

  static async start(): Promise<FakeGitlab> {
    const routes = new Map<string, Route>();
    const clock = { now: NOW };
    const server = await startLoopback(({ path, query }) => {
      const route = routes.get(path.replace('/api/v4', ''));
      const reply = route?.(query) ?? { status: 404, json: { message: '404 Not Found' } };
      return { ...reply, headers: { date: new Date(clock.now).toUTCString(), ...reply.headers } };
    });
    return new FakeGitlab(server, routes, clock);
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** Rows are cut into pages as GitLab does it; a function answers as it likes. */
  on(path: string, answer: Route | readonly unknown[] | object): this {
    this.#routes.set(
      path,
      typeof answer === 'function' ? (answer as Route) : (query) => answerWith(answer, query),
    );
    return this;
  }

  get url(): string {
    return this.#server.url;
  }

  get requests(): Loopback['requests'] {
    return this.#server.requests;
  }

  /** Paths asked for since the last call, without the common start. */
  takePaths(): readonly string[] {
    return this.#server.requests.splice(0).map(({ path }) => path.replace('/api/v4', ''));
  }

  session(token = TOKEN, gate = new RecordingGate()): ForgeSession {
    const forge = { kind: 'gitlab', url: this.url, apiUrl: `${this.url}/api/v4` } as const;
    return { forge, secret: new Secret(token), gate, signal: new AbortController().signal };
  }

  adapter() {
    return createGitlabAdapter({ logger: this.#logger() });
  }

  /** One read of a feed for Alice, who watches the project `app`; what it shows becomes her snapshots. */
  async read(request: Partial<FeedRequest> & Pick<FeedRequest, 'kind'>): Promise<FeedReading> {
    const reading = await this.adapter().readFeed(this.session(), {
      project: null,
      cursor: null,
      viewer: ALICE_PERSON,
      watched: [APP],
      lookup: this.#lookup,
      ...request,
    });
    for (const { subject } of reading.sightings) this.snapshots.set(`${subject.kind}:${subject.id}`, subject);
    return { ...reading, cursor: JSON.parse(JSON.stringify(reading.cursor)) as FeedReading['cursor'] };
  }

  readonly #lookup: SnapshotLookup = (kind, ids) => {
    const found = ids.flatMap((id) => {
      const snapshot = this.snapshots.get(`${kind}:${id}`);
      return snapshot === undefined ? [] : [[id, snapshot] as const];
    });
    return Promise.resolve(new Map(found) as never);
  };

  #logger(): Logger {
    const ignore = (): void => undefined;
    const logger: Logger = {
      debug: ignore,
      info: (fields, message) => this.infos.push({ fields, message }),
      error: ignore,
      warn: (fields, message) => this.warnings.push({ fields, message }),
      child: () => logger,
    };
    return logger;
  }
}

function answerWith(answer: object, query: URLSearchParams): LoopbackReply {
  return Array.isArray(answer) ? pageOf(answer, query) : { json: answer };
}

/** https://docs.gitlab.com/api/rest/#offset-based-pagination */
export function pageOf(rows: readonly unknown[], query: URLSearchParams): LoopbackReply {
  const page = Number(query.get('page') ?? 1);
  const size = Number(query.get('per_page') ?? 20);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  return {
    json: rows.slice((page - 1) * size, page * size),
    headers: {
      'x-page': String(page),
      'x-next-page': page < pages ? String(page + 1) : '',
      'x-total': String(rows.length),
      'x-total-pages': String(pages),
      link: page < pages ? `<http://127.0.0.1/api/v4/x?page=${page + 1}>; rel="next"` : '',
    },
  };
}
