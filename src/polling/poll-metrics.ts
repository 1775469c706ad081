import type { ForgeErrorCode } from '../domain/errors.js';
import type { FeedKind } from '../domain/feed.js';
import type { ForgeKind } from '../domain/forge.js';

/** `postponed`: our own budget said no. `aborted`: shutdown or a lost lease; nothing was kept. */
export type PollOutcome =
  'baseline' | 'changed' | 'unchanged' | 'postponed' | 'aborted' | 'lost-lease' | ForgeErrorCode;

/** `refused-admission`: the governor let it not go. `silent`: no answer. Else the class of the HTTP status. */
export type RequestResult = 'refused-admission' | 'silent' | '2xx' | '304' | '3xx' | '4xx' | '429' | '5xx';

/** What the cycle counts; the runtime turns it into Prometheus metrics. */
export interface PollMetrics {
  /** `forgeUrl` is one of the operator's few instances. */
  requested(forgeUrl: string, result: RequestResult): void;
  polled(forge: ForgeKind, kind: FeedKind, outcome: PollOutcome): void;
  /** Items that could not be understood and were left out. */
  dropped(forge: ForgeKind, kind: FeedKind, count: number): void;
  /** What a read showed, and how many new events of it were kept. */
  kept(forge: ForgeKind, kind: FeedKind, count: { readonly fetched: number; readonly events: number }): void;
  /** From the forge's time of the event to the commit that owes its messages. */
  detected(forge: ForgeKind, lagSeconds: number): void;
  /** How far behind its plan a read began. */
  late(kind: FeedKind, seconds: number): void;
  /** Accounts polled by this process now, and whether more were due than it had room for. */
  load(accounts: number, isSaturated: boolean): void;
}
