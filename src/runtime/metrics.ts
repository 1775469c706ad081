import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryMetrics } from '../outbox/run-lane.js';
import type { PollMetrics } from '../polling/poll-metrics.js';

export interface Metrics {
  readonly polls: PollMetrics;
  readonly deliveries: DeliveryMetrics;
  readonly setOutboxDepth: (depth: { readonly waiting: number; readonly oldestSeconds: number }) => void;
  /** Prometheus text. */
  readonly render: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

/** From a second to an hour: what people notice, and what a restart may cost. */
const LAG_BUCKETS = [1, 2, 5, 10, 20, 30, 65, 120, 300, 900, 3600];

/** One registry for one process. No label holds a person, a project or a token. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const outbox = outboxGauges(registry);
  return {
    polls: pollMetrics(registry),
    deliveries: deliveryMetrics(registry),
    setOutboxDepth({ waiting, oldestSeconds }) {
      outbox.waiting.set(waiting);
      outbox.oldest.set(oldestSeconds);
    },
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

function pollMetrics(registry: Registry): PollMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'forgewatch_forge_requests_total',
    help: 'Requests to forges by result',
    labelNames: ['forge', 'result'],
    registers,
  });
  const polls = new Counter({
    name: 'forgewatch_polls_total',
    help: 'Reads of feeds by outcome',
    labelNames: ['forge', 'feed', 'outcome'],
    registers,
  });
  const dropped = new Counter({
    name: 'forgewatch_dropped_items_total',
    help: 'Items of forges that could not be understood',
    labelNames: ['forge', 'feed'],
    registers,
  });
  const fetched = new Counter({
    name: 'forgewatch_fetched_items_total',
    help: 'Items that reads showed, new or not',
    labelNames: ['forge', 'feed'],
    registers,
  });
  const events = new Counter({
    name: 'forgewatch_kept_events_total',
    help: 'New events that reads brought into the timeline',
    labelNames: ['forge', 'feed'],
    registers,
  });
  return {
    requested: (forge, result) => requests.inc({ forge, result }),
    polled: (forge, feed, outcome) => polls.inc({ forge, feed, outcome }),
    dropped: (forge, feed, count) => dropped.inc({ forge, feed }, count),
    kept(forge, feed, count) {
      fetched.inc({ forge, feed }, count.fetched);
      events.inc({ forge, feed }, count.events);
    },
    ...pollTimings(registry),
  };
}

function pollTimings(registry: Registry): Pick<PollMetrics, 'detected' | 'late' | 'load'> {
  const registers = [registry];
  const lag = new Histogram({
    name: 'forgewatch_detection_lag_seconds',
    help: 'From the time that the forge gives an event to the commit that owes its messages',
    labelNames: ['forge'],
    buckets: LAG_BUCKETS,
    registers,
  });
  const late = new Histogram({
    name: 'forgewatch_poll_lateness_seconds',
    help: 'How far behind its plan a read began',
    labelNames: ['feed'],
    buckets: LAG_BUCKETS,
    registers,
  });
  const accounts = new Gauge({
    name: 'forgewatch_accounts_in_progress',
    help: 'Accounts polled now',
    registers,
  });
  const saturated = new Gauge({
    name: 'forgewatch_polling_saturated',
    help: '1 while more accounts are due than this process has room for',
    registers,
  });
  return {
    detected: (forge, seconds) => lag.observe({ forge }, Math.max(0, seconds)),
    late: (feed, seconds) => late.observe({ feed }, Math.max(0, seconds)),
    load(count, isSaturated) {
      accounts.set(count);
      saturated.set(isSaturated ? 1 : 0);
    },
  };
}

function deliveryMetrics(registry: Registry): DeliveryMetrics {
  const deliveries = new Counter({
    name: 'forgewatch_deliveries_total',
    help: 'Deliveries to chats by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const lag = new Histogram({
    name: 'forgewatch_delivery_lag_seconds',
    help: "From the time that the forge gives an event to Telegram's answer",
    buckets: LAG_BUCKETS,
    registers: [registry],
  });
  return {
    countDelivery: (outcome) => deliveries.inc({ outcome }),
    observeLag: (seconds) => lag.observe(Math.max(0, seconds)),
  };
}

function outboxGauges(registry: Registry): { readonly waiting: Gauge; readonly oldest: Gauge } {
  const registers = [registry];
  return {
    waiting: new Gauge({ name: 'forgewatch_outbox_waiting', help: 'Messages not sent yet', registers }),
    oldest: new Gauge({
      name: 'forgewatch_outbox_oldest_seconds',
      help: 'Age of the oldest of them',
      registers,
    }),
  };
}
