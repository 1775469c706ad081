import { buildDaemon, type AppDeps, type Daemon } from '../../../src/daemon.js';
import type { Forge } from '../../../src/domain/forge.js';
import type { Clock } from '../../../src/domain/time.js';
import { createMetrics } from '../../../src/runtime/metrics.js';
import { benchConfig } from '../bench-config.js';
import { type BenchStorage, openBenchStorage, type Place } from '../bench-storage.js';
import { PollTally } from '../poll-tally.js';
import { createQuietLogger, type QuietLogger } from '../quiet-logger.js';
import type { SimPlace } from './sim-messages.js';

export const realClock: Clock = () => new Date();

/** Storage of this process, on which daemons can be built one after the other. */
export interface LiveGround extends BenchStorage {
  readonly logger: QuietLogger;
  readonly tally: PollTally;
  /** Deliveries by outcome. */
  readonly deliveries: Map<string, number>;
  build(options: {
    readonly forge: Forge;
    readonly sims: Pick<SimPlace, 'telegram'>;
    readonly pollIntervalSeconds?: number;
    readonly limits?: Pick<AppDeps, 'budgets' | 'messagesPerSecond'>;
  }): Promise<Daemon>;
  close(): Promise<void>;
}

/** Its `close` removes the place. */
export async function openGround(place: Place): Promise<LiveGround> {
  const logger = createQuietLogger();
  const opened = await openBenchStorage(place, { logger, clock: realClock });
  const tally = new PollTally();
  const deliveries = new Map<string, number>();
  const countDelivery = (outcome: string): void => {
    deliveries.set(outcome, (deliveries.get(outcome) ?? 0) + 1);
  };
  const metrics = {
    ...createMetrics(),
    polls: tally,
    deliveries: { countDelivery, observeLag: () => undefined },
  };
  return {
    ...opened,
    logger,
    tally,
    deliveries,
    build({ forge, sims, pollIntervalSeconds = 60, limits = {} }) {
      const config = benchConfig({
        forges: [forge],
        telegram: sims.telegram,
        dataDir: place.dataDir,
        pollIntervalSeconds,
      });
      const onFatal = (error: Error): void => {
        throw error;
      };
      return buildDaemon(config, { logger, clock: realClock, onFatal, ...limits }, { ...opened, metrics });
    },
    async close() {
      await opened.storage.close();
      await place.remove();
    },
  };
}
