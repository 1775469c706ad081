import type { FeedReading } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import type { Project } from '../../../../src/domain/project.js';
import { MINUTE } from '../../../../src/domain/time.js';
import type { LoopbackReply } from '../http/loopback.js';
import { tagEvent } from './code-fixtures.js';
import { FakeGitlab, pageOf } from './fake-gitlab.js';
import { APP, rawMergeRequest } from './fixtures.js';

const HOME: Project = { ...APP, id: '20', path: 'team/home', url: 'https://gitlab.example.com/team/home' };

type Event = ReturnType<typeof tagEvent>;

/** Alice, who watches project 10, of which she is no member, and 20, of which she is one. */
export class Outsider {
  readonly gitlab: FakeGitlab;
  members = new Set([20]);
  cursor: JsonObject | null = null;
  watched: readonly Project[] = [APP, HOME];
  /** Of all projects, newest first. */
  readonly #events: Event[] = [];
  readonly #hidden = new Set<Event>();

  private constructor(gitlab: FakeGitlab) {
    this.gitlab = gitlab;
    gitlab
      .on('/events', (query: URLSearchParams) =>
        this.#shown(({ project_id: id }) => this.members.has(id), query),
      )
      .on('/projects', (query: URLSearchParams) =>
        pageOf(
          [...this.members].map((id) => ({ id })),
          query,
        ),
      )
      .on('/projects/10/merge_requests/5', rawMergeRequest(5));
    for (const { id } of this.watched) this.serveEventsOf(Number(id));
  }

  static async start(): Promise<Outsider> {
    return new Outsider(await FakeGitlab.start());
  }

  serveEventsOf(id: number): void {
    this.gitlab.on(`/projects/${id}/events`, (query: URLSearchParams) =>
      this.#shown((event) => event.project_id === id, query),
    );
  }

  #shown(isOfLog: (event: Event) => boolean, query: URLSearchParams): LoopbackReply {
    const after = query.get('after');
    const end = after === null ? '' : `${after}T24`;
    const events = this.#events.filter((event) => isOfLog(event) && event.created_at > end);
    const shown = events.slice(...boundsOf(query)).filter((event) => !this.#hidden.has(event));
    return { ...pageOf(events, query), json: shown };
  }

  /** So many events that Alice may not read, which GitLab takes out of its pages. */
  happenUnseen(count: number, project: number): void {
    for (let index = 0; index < count; index += 1) {
      this.tag(project);
      this.#hidden.add(this.#events[0]!);
    }
  }

  /** Returns the name of the tag. */
  tag(project: number): string {
    const id = 101 + this.#events.length;
    this.happen(tagEvent(id, { ref: `v${id}` }), project);
    return `v${id}`;
  }

  happen(event: object, project: number): void {
    this.wait(1);
    this.#events.unshift({
      ...(event as Event),
      project_id: project,
      created_at: this.gitlab.clock.now,
    });
  }

  wait(ms: number): void {
    const { clock } = this.gitlab;
    clock.now = new Date(Date.parse(clock.now) + ms).toISOString();
  }

  async look(): Promise<FeedReading> {
    const { cursor, watched } = this;
    const reading = await this.gitlab.read({ kind: 'activity', cursor, watched });
    this.cursor = reading.cursor;
    return reading;
  }

  /** Names of the tags that one read shows. */
  async told(): Promise<readonly string[]> {
    const { sightings } = await this.look();
    return sightings.flatMap(({ subject }) => (subject.kind === 'tag' ? [subject.name] : []));
  }

  /** Those of reads a minute apart. */
  async toldWithin(ms: number): Promise<readonly string[]> {
    const names: string[] = [];
    for (let waited = 0; waited < ms; waited += MINUTE) {
      this.wait(MINUTE);
      names.push(...(await this.told()));
    }
    return names;
  }
}

function boundsOf(query: URLSearchParams): [number, number] {
  const [page, size] = [Number(query.get('page')), Number(query.get('per_page'))];
  return [(page - 1) * size, page * size];
}
