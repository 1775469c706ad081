import type { Forge } from '../../../src/domain/forge.js';
import type { Place } from '../bench-storage.js';
import type { Load } from './process-load.js';
import type { SimPlace } from './sim-messages.js';

/** Each feed is due once in so many seconds. */
export const PERIOD_SECONDS = 60;

export interface PollingTask {
  readonly forge: Forge;
  readonly sims: Pick<SimPlace, 'telegram'>;
  readonly place: Omit<Place, 'remove'>;
  readonly seconds: number;
}

export interface Phase extends Load {
  readonly polls: number;
  readonly requests: number;
  readonly statements: number;
  readonly lateness: readonly number[];
  readonly troubles: string;
}

export interface Polling {
  /** Before it has polled anything. */
  readonly residentBeforeMiB: number;
  readonly baselineSeconds: number;
  /** Everything is always due. */
  readonly saturated: Phase;
  /** Each feed once in `PERIOD_SECONDS`. */
  readonly paced: Phase;
  readonly complaints: readonly string[];
}
