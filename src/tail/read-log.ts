import type { ForgeErrorCode } from '../domain/errors.js';
import type { Feed } from '../domain/feed.js';
import type { Forge } from '../domain/forge.js';
import type { FeedRequest, ForgeAdapter, ForgeAdapters } from '../domain/ports/forge-adapter.js';
import type { RequestOutcome } from '../domain/ports/request-gate.js';
import type { Clock } from '../domain/time.js';
import type { Governor } from '../polling/governor.js';
import { isPostponed, toForgeError } from '../polling/read-failure.js';

/** So many failures in a row, whatever was asked, and the forge counts as away. */
const AWAY_AFTER = 3;
const SILENCE: ReadonlySet<ForgeErrorCode> = new Set(['unavailable', 'bad-reply', 'redirected', 'untrusted']);

interface ForgeStanding {
  failures: number;
  isAway: boolean;
}

export interface ReadHooks {
  /** A feed was read, or could not be. What it showed is not kept yet. */
  readonly onRead: () => void;
  /** A forge has fallen silent, or speaks again. */
  readonly onStanding: (forge: Forge, isAway: boolean) => void;
}

/** Sees what the cycle reads, from beside it. */
export class ReadLog {
  /** Of feeds whose last read failed, why. */
  readonly failures = new Map<string, ForgeErrorCode>();
  lastReadAt: Date | null = null;
  /** Requests that the forge with the fewest lets us make until its window ends; `null`: none said. */
  requestsLeft: number | null = null;
  readonly #seen = new Set<string>();
  /** Of lists that were not seen to their end. */
  #portions = 0;
  #portionsBefore = 0;
  #underWay = 0;
  readonly #forges = new Map<string, ForgeStanding>();
  readonly #left = new Map<string, number>();
  readonly #clock: Clock;
  readonly #hooks: ReadHooks;

  constructor(clock: Clock, hooks: ReadHooks) {
    this.#clock = clock;
    this.#hooks = hooks;
  }

  get isAnyAway(): boolean {
    return [...this.#forges.values()].some(({ isAway }) => isAway);
  }

  /** Whether each of these was looked at, all of what it had to show. */
  hasSeen(feeds: readonly Pick<Feed, 'id'>[]): boolean {
    return feeds.every(({ id }) => this.#seen.has(id));
  }

  /** Whether a list that was not seen to its end has got on since this was asked last, or is being read. */
  getsOn(): boolean {
    const hasMore = this.#portions > this.#portionsBefore;
    this.#portionsBefore = this.#portions;
    return hasMore || this.#underWay > 0;
  }

  watchAdapters(adapters: ForgeAdapters): ForgeAdapters {
    return { gitlab: this.#watchAdapter(adapters.gitlab), github: this.#watchAdapter(adapters.github) };
  }

  watchGovernor(governor: Governor): Governor {
    return {
      ...governor,
      gateFor: (account, priority) => {
        const gate = governor.gateFor(account, priority);
        return {
          admit: (signal) => gate.admit(signal),
          report: (outcome) => {
            this.#noteLimit(account.forge, outcome);
            gate.report(outcome);
          },
        };
      },
    };
  }

  #watchAdapter(adapter: ForgeAdapter): ForgeAdapter {
    return {
      ...adapter,
      readFeed: async (session, request) => {
        const id = feedId(session.forge, request);
        const isOpen = !this.#seen.has(id);
        if (isOpen) this.#underWay += 1;
        try {
          const reading = await adapter.readFeed(session, request);
          if (isOpen) this.#portions += 1;
          if (reading.hasMore !== true) this.#seen.add(id);
          this.failures.delete(id);
          this.lastReadAt = this.#clock();
          this.#noteStanding(session.forge, 0);
          this.#hooks.onRead();
          return reading;
        } catch (error) {
          const failure = toForgeError(error);
          if (!isPostponed(failure) && !session.signal.aborted)
            this.#noteFailure(session.forge, id, failure.code);
          throw error;
        } finally {
          if (isOpen) this.#underWay -= 1;
        }
      },
    };
  }

  #noteFailure(forge: Forge, id: string, code: ForgeErrorCode): void {
    this.#seen.add(id);
    this.failures.set(id, code);
    if (SILENCE.has(code)) this.#noteStanding(forge, (this.#forges.get(forge.url)?.failures ?? 0) + 1);
    this.#hooks.onRead();
  }

  #noteStanding(forge: Forge, failures: number): void {
    const wasAway = this.#forges.get(forge.url)?.isAway ?? false;
    const isAway = failures === 0 ? false : wasAway || failures >= AWAY_AFTER;
    this.#forges.set(forge.url, { failures, isAway });
    if (isAway !== wasAway) this.#hooks.onStanding(forge, isAway);
  }

  #noteLimit(forge: Forge, { remaining }: RequestOutcome): void {
    if (remaining === null) return;
    this.#left.set(forge.url, remaining);
    this.requestsLeft = Math.min(...this.#left.values());
  }
}

/** Stays the same from one run to the next. */
export function feedId(forge: Forge, { kind, project }: Pick<FeedRequest, 'kind' | 'project'>): string {
  return `${forge.url} ${kind} ${project?.id ?? '-'}`;
}
