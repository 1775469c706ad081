import { setImmediate } from 'node:timers/promises';
import { buildDaemon, type Daemon } from '../../../src/daemon.js';
import type { Forge } from '../../../src/domain/forge.js';
import { SECOND } from '../../../src/domain/time.js';
import { createMetrics } from '../../../src/runtime/metrics.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import { benchConfig } from '../bench-config.js';
import { type BenchStorage, makePlace, openBenchStorage } from '../bench-storage.js';
import type { WorkUnderWay } from '../work-under-way.js';
import { PollTally } from '../poll-tally.js';
import { createQuietLogger, type QuietLogger } from '../quiet-logger.js';
import { ScriptedSleep } from './scripted-sleep.js';

export interface ScriptedDaemon extends BenchStorage {
  readonly tally: PollTally;
  readonly logger: QuietLogger;
  /** Moves the clock and does what a running daemon would do in that time. */
  step(milliseconds?: number): Promise<void>;
  close(): Promise<void>;
}

/** Turns of the event loop without any request or statement under way, after which whoever still polls must be asleep. */
const QUIET_TURNS = 25;

/** The daemon's own parts, driven by a clock that stands still while they work. */
export async function startScriptedDaemon(parts: {
  readonly clock: ScriptedClock;
  readonly forge: Forge;
  readonly telegram: { readonly url: string; readonly token: string };
  readonly databaseUrl: string | null;
  readonly work: WorkUnderWay;
}): Promise<ScriptedDaemon> {
  const { clock, forge, telegram, work } = parts;
  const logger = createQuietLogger();
  const place = await makePlace(parts.databaseUrl);
  const opened = await openBenchStorage(place, { logger, clock: clock.now });
  const tally = new PollTally();
  const sleepers = new ScriptedSleep(clock.now);
  const daemon = await buildDaemon(
    benchConfig({ forges: [forge], telegram, dataDir: place.dataDir }),
    {
      logger,
      clock: clock.now,
      sleep: sleepers.sleep,
      // Counted in real time, of which a simulated second takes only a part.
      messagesPerSecond: 1_000_000,
      onFatal: (error) => {
        throw error;
      },
    },
    { storage: opened.storage, metrics: { ...createMetrics(), polls: tally } },
  );
  return {
    ...opened,
    tally,
    logger,
    async step(milliseconds = SECOND) {
      clock.advance(milliseconds);
      sleepers.wakeDue();
      await daemon.scheduler.tick();
      await settle(daemon, sleepers, work);
      daemon.dispatcher.nudge();
      await daemon.dispatcher.idle();
    },
    async close() {
      await daemon.scheduler.stop();
      await daemon.dispatcher.stop();
      await opened.storage.close();
      await place.remove();
    },
  };
}

/** Until nothing is polled any more, or all that is polled waits for the clock. */
async function settle(daemon: Daemon, sleepers: ScriptedSleep, work: WorkUnderWay): Promise<void> {
  const scheduler = { isIdle: false };
  const idle = daemon.scheduler.idle().then(() => {
    scheduler.isIdle = true;
  });
  await Promise.race([idle, sleepers.someone()]);
  for (let quiet = 0; !scheduler.isIdle && quiet < QUIET_TURNS;) {
    await setImmediate();
    const isBusy = sleepers.count === 0 || work.statements.underWay > 0 || work.fetches.underWay > 0;
    quiet = isBusy ? 0 : quiet + 1;
  }
}
