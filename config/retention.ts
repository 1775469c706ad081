import { ConfigError } from '../src/domain/errors.js';
import type { Retention } from '../src/domain/retention.js';
import { DAY } from '../src/domain/time.js';

/** Days. */
interface Values {
  readonly events: number;
  readonly snapshots: number;
  readonly messages: number;
  readonly actions: number;
  /** 0: for ever. */
  readonly tickets: number;
}

/** Throws `ConfigError` where what was told would be forgotten before what was seen. */
export function resolveRetention({ events, snapshots, messages, actions, tickets }: Values): Retention {
  const bounded = { TIMELINE_DAYS: events, MESSAGE_DAYS: messages };
  const faults = Object.entries(bounded)
    .filter(([, days]) => days < snapshots)
    .map(([name]) => `${name} must be at least SNAPSHOT_DAYS, which is ${snapshots}: or news are told twice`);
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    snapshotsMs: snapshots * DAY,
    eventsMs: events * DAY,
    messagesMs: messages * DAY,
    actionsMs: actions * DAY,
    ticketsMs: tickets === 0 ? null : tickets * DAY,
  };
}
