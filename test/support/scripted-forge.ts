import type { FeedKind, FeedReading } from '../../src/domain/feed.js';
import type { ForgeKind } from '../../src/domain/forge.js';
import type { OwnProject } from '../../src/domain/project.js';
import type { FeedRequest, ForgeAdapter, ForgeSession } from '../../src/domain/ports/forge-adapter.js';

/** One answer to a read: a reading, an error to throw, or what the test does itself. */
export type Step =
  FeedReading | Error | ((request: FeedRequest, session: ForgeSession) => Promise<FeedReading> | FeedReading);

export interface Read {
  readonly login: string;
  readonly request: FeedRequest;
}

/** A forge that answers what the test tells it to; a read that the test did not expect fails it. */
export class ScriptedForge implements ForgeAdapter {
  readonly kind: ForgeKind;
  /** Every read so far, in the order in which they began. */
  readonly reads: Read[] = [];
  readonly visible: OwnProject[] = [];
  readonly #queued = new Map<string, Step[]>();
  readonly #standing = new Map<string, Step>();

  constructor(kind: ForgeKind = 'gitlab') {
    this.kind = kind;
  }

  /** The next answers of a feed, one for each read. */
  next(kind: FeedKind, projectId: string | null, ...steps: readonly Step[]): void {
    const key = keyOf(kind, projectId);
    this.#queued.set(key, [...(this.#queued.get(key) ?? []), ...steps]);
  }

  /** What the feed answers when nothing else is queued. */
  always(kind: FeedKind, projectId: string | null, step: Step): void {
    this.#standing.set(keyOf(kind, projectId), step);
  }

  readsOf(kind: FeedKind, projectId: string | null): readonly Read[] {
    return this.reads.filter(
      ({ request }) => keyOf(request.kind, request.project?.id ?? null) === keyOf(kind, projectId),
    );
  }

  async readFeed(session: ForgeSession, request: FeedRequest): Promise<FeedReading> {
    this.reads.push({ login: request.viewer.login, request });
    const key = keyOf(request.kind, request.project?.id ?? null);
    const step = this.#queued.get(key)?.shift() ?? this.#standing.get(key);
    if (step === undefined) throw new Error(`unexpected read of ${key}`);
    if (step instanceof Error) throw step;
    return typeof step === 'function' ? step(request, session) : step;
  }

  recognisesToken(): boolean | null {
    return null;
  }

  identify(): Promise<never> {
    return Promise.reject(new Error('unexpected identify'));
  }

  /** Of those that still show themselves, whatever their feeds answer. */
  findProject(_session: ForgeSession, pathOrId: string): Promise<OwnProject | null> {
    return Promise.resolve(this.visible.find(({ id }) => id === pathOrId) ?? null);
  }

  listProjects(): Promise<never> {
    return Promise.reject(new Error('unexpected listProjects'));
  }

  readJobLog(): Promise<never> {
    return Promise.reject(new Error('unexpected readJobLog'));
  }
}

function keyOf(kind: FeedKind, projectId: string | null): string {
  return `${kind}:${projectId ?? 'account'}`;
}
