import { type ForgeEvent, isTold } from '../../../src/domain/event.js';
import type { FeedPlan, FeedReading } from '../../../src/domain/feed.js';
import { planFeeds } from '../../../src/domain/feed-plan.js';
import type { Identity } from '../../../src/domain/account.js';
import type { FilterTarget } from '../../../src/domain/filter-values.js';
import type { Forge } from '../../../src/domain/forge.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { keepsFiles } from '../../../src/domain/kept-files.js';
import type { ForgeAdapter, ForgeSession } from '../../../src/domain/ports/forge-adapter.js';
import type { Project } from '../../../src/domain/project.js';
import { Secret } from '../../../src/domain/secret.js';
import { cardKey, type Snapshot, type SubjectKind, type SubjectOf } from '../../../src/domain/subject.js';
import { type Viewer, viewerOf } from '../../../src/domain/viewer.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import type { WatchFilter } from '../../../src/domain/watch-filter.js';
import { EVENTS } from '../../../src/events/index.js';
import { wantedFiles } from '../../../src/domain/wanted-files.js';
import { matchRule } from '../../../src/polling/match-rule.js';
import { compareLooks } from '../../../src/polling/compare-looks.js';
import { diffSubjects } from '../../../src/polling/diff-subjects.js';
import { placesOf, routeEvent } from '../../../src/polling/route-event.js';
import { toHappening } from '../../../src/domain/judge-event.js';
import { aWatch } from '../../support/builders.js';
import { RecordingGate } from '../../unit/forges/http/recording-gate.js';

export interface ReaderOptions {
  readonly adapter: ForgeAdapter;
  readonly forge: Forge;
  readonly token: string;
  readonly path: string;
  readonly level: WatchLevel;
  /** Of the level `custom`. */
  readonly filter: WatchFilter | null;
  readonly now: () => Date;
}

/** One person's polling as the cycle does it, without a store: every feed that the level needs, one after the other. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #session: ForgeSession;
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #cursors = new Map<FeedPlan, JsonObject>();
  readonly #told = new Set<string>();
  readonly #since: Date;
  readonly #viewer: Viewer;
  readonly #project: Project;
  readonly #feeds: readonly FeedPlan[];

  private constructor(
    options: ReaderOptions,
    session: ForgeSession,
    { user, token }: Identity,
    project: Project,
  ) {
    this.#options = options;
    this.#session = session;
    this.#viewer = viewerOf({ user, token, forge: options.forge });
    this.#project = project;
    this.#since = options.now();
    const account = { forge: options.forge, token, state: 'active' } as const;
    const { level, filter } = options;
    const watch = { projectId: project.id, level, filter, isConfirmed: true };
    this.#feeds = planFeeds(account, [watch]).filter(({ kind }) => kind !== 'token');
  }

  /** Linked, watching, and with the baseline of every feed behind it. */
  static async start(options: ReaderOptions): Promise<Reader> {
    const { adapter, forge, token, path } = options;
    const signal = new AbortController().signal;
    const session = { forge, secret: new Secret(token), gate: new RecordingGate(), signal };
    const identity = await readToken(adapter, session);
    const project = await adapter.findProject(session, path);
    if (project === null) throw new Error(`no project ${path}`);
    const reader = new Reader(options, session, identity, project);
    await reader.read();
    return reader;
  }

  /** Reads every feed, the last ones first if asked to, and returns what is told, with the reason. */
  async read(order: 'forwards' | 'backwards' = 'forwards'): Promise<readonly string[]> {
    const told: string[] = [];
    const feeds = order === 'forwards' ? this.#feeds : this.#feeds.toReversed();
    for (const feed of feeds) told.push(...(await this.#readFeed(feed)));
    return told;
  }

  /** The feeds that its watch needs. */
  get plans(): readonly FeedPlan[] {
    return this.#feeds;
  }

  /** One read of one feed, of which nothing is told. */
  look(feed: FeedPlan): Promise<FeedReading> {
    return this.#ask(feed);
  }

  /** What it saw last of that kind. */
  seen<K extends SubjectKind>(kind: K): readonly SubjectOf<K>[] {
    const isOfKind = (one: Snapshot): one is SubjectOf<K> => one.kind === kind;
    return [...this.#snapshots.values()].filter(isOfKind);
  }

  /** What it saw is older than what is kept. */
  forget(): void {
    this.#snapshots.clear();
    this.#told.clear();
  }

  #ask(feed: FeedPlan): Promise<FeedReading> {
    return this.#options.adapter.readFeed(this.#session, {
      kind: feed.kind,
      project: feed.projectId === null ? null : this.#project,
      cursor: this.#cursors.get(feed) ?? null,
      viewer: this.#viewer,
      watched: [this.#project],
      isForViewerOnly: this.#options.level === 'participating',
      keepsFiles: (topic) => keepsFiles(this.#options, topic),
      wantedFiles: (files) => {
        const { filter } = this.#options;
        return filter === null ? [] : [wantedFiles({ files }, filter, matchRule)];
      },
      lookup: (kind, ids) =>
        Promise.resolve(
          new Map(
            ids.flatMap((id) => this.#snapshotOf(`${kind}:${id}`)).map((one) => [one.id, one as never]),
          ),
        ),
    });
  }

  async #readFeed(feed: FeedPlan): Promise<readonly string[]> {
    const cursor = this.#cursors.get(feed) ?? null;
    const reading = await this.#ask(feed);
    this.#cursors.set(feed, reading.cursor);
    const { changes, snapshots } = compareLooks(
      reading.sightings,
      this.#snapshots,
      cursor === null ? null : this.#since,
    );
    for (const snapshot of snapshots) this.#snapshots.set(`${snapshot.kind}:${snapshot.id}`, snapshot);
    const onFault = ({ error }: { error: unknown }): never => {
      throw error;
    };
    return diffSubjects(changes, EVENTS, { viewer: this.#viewer, onFault })
      .filter(isTold)
      .filter((event) => this.#isTold(event))
      .filter(({ key }) => !this.#told.has(key))
      .map(({ key, type, reason }) => {
        this.#told.add(key);
        return reason === null ? type : `${type} (${reason})`;
      });
  }

  #isTold(event: ForgeEvent): boolean {
    const { level, filter } = this.#options;
    const watch = aWatch({ projectId: this.#project.id, level, filter, createdAt: this.#since });
    const moment = { now: this.#options.now(), serverAheadMs: null, baselineAt: null };
    const places = placesOf(event, [this.#project]);
    const happening = { ...toHappening(event, this.#targetOf(event)), places };
    return routeEvent(happening, [watch], moment).length > 0;
  }

  #targetOf({ subject }: ForgeEvent): FilterTarget | null {
    const [target] = subject.kind === 'comment' ? this.#snapshotOf(cardKey(subject)) : [];
    return target?.kind === 'merge-request' || target?.kind === 'issue' ? target : null;
  }

  #snapshotOf(key: string): readonly Snapshot[] {
    const snapshot = this.#snapshots.get(key);
    return snapshot === undefined ? [] : [snapshot];
  }
}

/** What the feed `token` tells, which the others count on. */
async function readToken(adapter: ForgeAdapter, session: ForgeSession): Promise<Identity> {
  const { identity } = await adapter.readFeed(session, {
    kind: 'token',
    project: null,
    cursor: null,
    viewer: { id: '', login: '', name: '' },
    watched: [],
    lookup: () => Promise.resolve(new Map()),
  });
  if (identity === undefined) throw new Error('the token tells nothing');
  return identity;
}
