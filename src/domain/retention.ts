import { DAY } from './time.js';

/** How long things are kept that do not end by themselves, in milliseconds. */
export interface Retention {
  /** What was seen last of what is over; what is older than that is no news when it comes into sight again. */
  readonly snapshotsMs: number;
  /** Of the timeline; not less than snapshots, which is what keeps a happening from being told twice. */
  readonly eventsMs: number;
  /** News that were sent, with their cards; not less than snapshots, for the same reason. */
  readonly messagesMs: number;
  /** What people did from here. */
  readonly actionsMs: number;
  /** Closed tickets of service desks; `null`: as long as their desk. */
  readonly ticketsMs: number | null;
}

const USUAL_MS = 90 * DAY;

export const USUAL_RETENTION: Retention = {
  snapshotsMs: USUAL_MS,
  eventsMs: USUAL_MS,
  messagesMs: USUAL_MS,
  actionsMs: USUAL_MS,
  ticketsMs: null,
};

/** What is older than these is forgotten. */
export interface Ages {
  readonly snapshots: Date;
  readonly events: Date;
  readonly messages: Date;
  readonly actions: Date;
  /** `null`: none is. */
  readonly tickets: Date | null;
  /** What no setting speaks of: strangers who were not answered, memories of the operator's own code. */
  readonly others: Date;
  /** What was kept until then at most. */
  readonly now: Date;
}

export function agesAt(now: Date, retention: Retention): Ages {
  const { snapshotsMs, eventsMs, messagesMs, actionsMs, ticketsMs } = retention;
  const ago = (ms: number): Date => new Date(now.getTime() - ms);
  return {
    snapshots: ago(snapshotsMs),
    events: ago(Math.max(eventsMs, snapshotsMs)),
    messages: ago(Math.max(messagesMs, snapshotsMs)),
    actions: ago(actionsMs),
    tickets: ticketsMs === null ? null : ago(ticketsMs),
    others: ago(USUAL_MS),
    now,
  };
}
