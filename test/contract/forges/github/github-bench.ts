import { afterEach, beforeEach } from '@jest/globals';
import type { FeedKind, FeedReading, SnapshotLookup } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import type { FeedRequest, ForgeAdapter, ForgeSession } from '../../../../src/domain/ports/forge-adapter.js';
import type { RequestGate, RequestOutcome } from '../../../../src/domain/ports/request-gate.js';
import type { Project } from '../../../../src/domain/project.js';
import { Secret } from '../../../../src/domain/secret.js';
import { subjectKey } from '../../../../src/domain/subject.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { createGithubAdapter } from '../../../../src/forges/github/adapter.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';
import type { MemoryLogger } from '../../../support/memory-logger.js';
import { REPOSITORY } from './github-items.js';
import { LoopbackGithub } from './loopback-github.js';

export const TOKEN = 'ghp_TestTokenThatMustNeverShow0123456789';

export const SHOP: Project = {
  id: String(REPOSITORY.id),
  path: 'acme/shop',
  name: 'shop',
  url: 'https://github.com/acme/shop',
  defaultBranch: 'main',
};

/** A gate that lets everything pass and keeps the reports. */
export class OpenGate implements RequestGate {
  admitted = 0;
  readonly reports: RequestOutcome[] = [];

  admit(): Promise<void> {
    this.admitted += 1;
    return Promise.resolve();
  }

  report(outcome: RequestOutcome): void {
    this.reports.push(outcome);
  }

  /** Requests and charged requests since the last call. */
  take(): { readonly requests: number; readonly charged: number } {
    const reports = this.reports.splice(0);
    return { requests: reports.length, charged: reports.filter((report) => report.isCharged).length };
  }
}

/** One account's polling of a loopback GitHub: remembers cursor and snapshots as the cycle would. */
export class Poller {
  readonly gate = new OpenGate();
  readonly logger: MemoryLogger = createMemoryLogger();
  readonly adapter: ForgeAdapter;
  readonly session: ForgeSession;
  project = SHOP;
  watched: readonly Project[] = [SHOP];
  isForViewerOnly = false;
  keepsFiles: NonNullable<FeedRequest['keepsFiles']> = () => false;
  cursor: JsonObject | null = null;
  readonly #snapshots = new Map<string, Subject>();
  readonly #kind: FeedKind;

  constructor(github: LoopbackGithub, kind: FeedKind) {
    this.#kind = kind;
    this.adapter = createGithubAdapter({ logger: this.logger });
    this.session = {
      forge: { kind: 'github', url: github.url, apiUrl: github.url },
      secret: new Secret(TOKEN),
      gate: this.gate,
      signal: new AbortController().signal,
    };
  }

  readonly lookup: SnapshotLookup = (kind, ids) => {
    const found = ids.map((id) => this.#snapshots.get(subjectKey({ kind, id })));
    // The keys carry the kind, so these are of that kind.
    return Promise.resolve(
      new Map(
        found.filter((subject) => subject !== undefined).map((subject) => [subject.id, subject as never]),
      ),
    );
  };

  remember(...subjects: readonly Subject[]): void {
    for (const subject of subjects) this.#snapshots.set(subjectKey(subject), subject);
  }

  /** As what is older than the retention is forgotten. */
  forget(): void {
    this.#snapshots.clear();
  }

  async read(): Promise<FeedReading> {
    const reading = await this.adapter.readFeed(this.session, {
      kind: this.#kind,
      project: this.#kind === 'inbox' ? null : this.project,
      cursor: this.cursor,
      viewer: { id: '101', login: 'alice', name: 'Alice' },
      watched: this.watched,
      isForViewerOnly: this.isForViewerOnly,
      keepsFiles: this.keepsFiles,
      lookup: this.lookup,
    });
    // As a round trip through the database leaves it.
    this.cursor = JSON.parse(JSON.stringify(reading.cursor)) as JsonObject;
    this.remember(...reading.sightings.map(({ subject }) => subject));
    return reading;
  }
}

/** A fresh server for each test; `github()` is the current one. */
export function useLoopbackGithub(): () => LoopbackGithub {
  let github = new LoopbackGithub();
  beforeEach(async () => {
    github = new LoopbackGithub();
    await github.start();
  });
  afterEach(() => github.stop());
  return () => github;
}
