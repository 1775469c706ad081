import type { ForgeKind } from '../../../src/domain/forge.js';
import type { Happening } from './happenings.js';
import { NAIVE_AGENT } from './request-counter.js';
import type { TeamMember, TeamWorld } from './team-world.js';

/** What a straightforward bot asks of each project for each person, each minute. */
const LISTS: Readonly<Record<ForgeKind, readonly string[]>> = {
  gitlab: ['merge_requests', 'pipelines', 'events', 'issues'],
  github: ['pulls?state=all', 'actions/runs', 'issues/comments', 'issues/events'],
};

const CONCURRENCY = 16;

/** Reads every list of every project for every person, whole and unconditionally, and compares. */
export class NaivePoller {
  readonly #team: TeamWorld;
  readonly #happenings: readonly Happening[];
  /** Text of each item by list and person, as it was last seen. */
  readonly #seen = new Map<string, ReadonlySet<string>>();
  readonly #detectedAt = new Map<string, number>();
  #lookedAt: number | null = null;
  rounds = 0;

  constructor(team: TeamWorld, happenings: readonly Happening[]) {
    this.#team = team;
    this.#happenings = happenings;
  }

  /** Seconds from the forge's time to the look that shows it; only what happened between two looks. */
  get lags(): readonly number[] {
    return this.#happenings.flatMap(({ marker, at }) => {
      const detectedAt = this.#detectedAt.get(marker);
      return detectedAt === undefined ? [] : [(detectedAt - at) / 1_000];
    });
  }

  async round(now: number): Promise<void> {
    const changed: string[] = [];
    const { people, paths, forge } = this.#team;
    const work = people.flatMap((person) =>
      paths.flatMap((path) => LISTS[forge.kind].map((list) => ({ person, path, list }))),
    );
    const lanes = Array.from({ length: CONCURRENCY }, async () => {
      for (let next = work.pop(); next !== undefined; next = work.pop()) {
        changed.push(...(await this.#look(next.person, next.path, next.list)));
      }
    });
    await Promise.all(lanes);
    this.#detect(changed, now);
    this.#lookedAt = now;
    this.rounds += 1;
  }

  #detect(changed: readonly string[], now: number): void {
    if (this.#lookedAt === null) return;
    for (const { marker, at } of this.#happenings) {
      if (at <= this.#lookedAt || at > now || this.#detectedAt.has(marker)) continue;
      if (changed.some((item) => item.includes(marker))) this.#detectedAt.set(marker, now);
    }
  }

  async #look(person: TeamMember, path: string, list: string): Promise<readonly string[]> {
    const items = await this.#fetch(person, path, list);
    const key = `${person.login} ${path} ${list}`;
    const before = this.#seen.get(key) ?? new Set();
    this.#seen.set(key, new Set(items));
    return items.filter((item) => !before.has(item));
  }

  async #fetch(person: TeamMember, path: string, list: string): Promise<readonly string[]> {
    const { apiUrl, kind } = this.#team.forge;
    const project = kind === 'gitlab' ? `projects/${encodeURIComponent(path)}` : `repos/${path}`;
    const authorization = kind === 'gitlab' ? `Bearer ${person.token}` : `token ${person.token}`;
    const headers = { authorization, 'user-agent': NAIVE_AGENT };
    const reply = await fetch(`${apiUrl}/${project}/${list}`, { headers });
    const body: unknown = await reply.json();
    if (!reply.ok) return [];
    return itemsOf(body).map((item) => JSON.stringify(item));
  }
}

function itemsOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const hasRuns = typeof body === 'object' && body !== null && 'workflow_runs' in body;
  return hasRuns && Array.isArray(body.workflow_runs) ? body.workflow_runs : [];
}
