import { createTranslator } from '../../src/bot/translator.js';
import { isWorthOffering } from '../../src/actions/foresee.js';
import { EVENTS } from '../../src/events/index.js';
import { createRenderer } from '../../src/events/render/render-notification.js';
import { Dispatcher } from '../../src/outbox/dispatcher.js';
import { createFloodGauge } from '../../src/outbox/flood.js';
import { createPacing } from '../../src/outbox/pacing.js';
import { createLaneRunner } from '../../src/outbox/run-lane.js';
import { WEEKDAYS } from '../../src/domain/local-time.js';
import { SECOND } from '../../src/domain/time.js';
import { aChat } from './builders.js';
import { createScriptedClock } from './clock.js';
import { createFakeChannel } from './fake-channel.js';
import { createFakeOutboxStore } from './fake-outbox-store.js';
import { createMemoryLogger } from './memory-logger.js';

/** Around a night of quiet hours in which the clocks go forward. */
export const EVENING = new Date('2026-03-28T21:30:00Z');
export const MORNING = new Date('2026-03-29T06:00:00Z');
export const NIGHT = { timeZone: 'Europe/Berlin', quietHours: { from: 22 * 60, to: 8 * 60, days: WEEKDAYS } };

/** The dispatcher with one chat's outbox and a channel in memory, by a scripted clock. */
export function createDeliveryScene(start: Date, chat = aChat()) {
  const clock = createScriptedClock(start);
  const store = createFakeOutboxStore(chat);
  const channel = createFakeChannel();
  const logger = createMemoryLogger();
  let claims = 0;
  const lags: number[] = [];
  const runLane = createLaneRunner({
    store,
    channel,
    renderer: createRenderer(EVENTS, isWorthOffering),
    translator: createTranslator(),
    pacing: createPacing(),
    flood: createFloodGauge(),
    clock: clock.now,
    logger,
    metrics: { countDelivery: () => undefined, observeLag: (seconds) => lags.push(seconds) },
  });
  const dispatcher = new Dispatcher({
    store,
    runLane(lease) {
      claims += 1;
      return runLane(lease);
    },
    clock: clock.now,
    logger,
    owner: 'test',
  });
  return {
    clock,
    store,
    channel,
    logger,
    dispatcher,
    /** How late each message was. */
    lags,
    /** How often the chat was looked at. */
    claims: () => claims,
    /** Lets seconds pass, looking at the outbox each second. */
    async pass(seconds: number): Promise<void> {
      for (let second = 0; second <= seconds; second += 1) {
        dispatcher.nudge();
        await dispatcher.idle();
        clock.advance(SECOND);
      }
    },
    texts: () => channel.shown.map(({ did, text }) => `${did}: ${text.split('\n')[0] ?? ''}`),
  };
}
