import type { Logger } from '../domain/logger.js';
import type { RoleStore } from '../domain/ports/people-store.js';
import { type Clock, SECOND } from '../domain/time.js';

const BEAT_MS = 10 * SECOND;
/** Three missed beats, and the others divide the limits without this process. */
const ALIVE_MS = 30 * SECOND;

export interface PulseDeps {
  readonly roles: RoleStore;
  readonly owner: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many processes share the forges' and Telegram's limits. */
  readonly onCount: (processes: number) => void;
}

/** Tells the other processes on the same database that this one lives, and counts them. */
export class Pulse {
  readonly #deps: PulseDeps;
  #timer: NodeJS.Timeout | null = null;
  #processes = 1;

  constructor(deps: PulseDeps) {
    this.#deps = deps;
  }

  get processes(): number {
    return this.#processes;
  }

  async start(): Promise<void> {
    await this.beat();
    this.#timer = setInterval(() => void this.beat(), BEAT_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    const { roles, owner, clock } = this.#deps;
    const now = clock();
    await roles.beat(owner, now, now).catch(() => undefined);
  }

  /** A database that is away changes nothing: the last count stands. */
  async beat(): Promise<void> {
    const { roles, owner, clock, logger, onCount } = this.#deps;
    try {
      const now = clock();
      this.#processes = Math.max(1, await roles.beat(owner, now, new Date(now.getTime() + ALIVE_MS)));
      onCount(this.#processes);
    } catch (error) {
      logger.debug({ error }, 'pulse not noted');
    }
  }
}
