import type { Account } from '../account.js';
import type { ForgeEvent } from '../event.js';
import type { Json } from '../json.js';
import type { Project } from '../project.js';

/** An event that waits to be given to handlers. */
export interface QueuedEvent {
  readonly accountId: string;
  readonly event: ForgeEvent;
  readonly project: Project;
}

/** A handler that wants an event. */
export interface WantedRun {
  readonly module: string;
  /** Unique over all modules. */
  readonly handler: string;
  /** The public name under which the handler is told of it. */
  readonly name: string;
  /** Of one occasion a handler hears once. */
  readonly occasion: string;
  /** What the event is about, comments and threads by what they are on. */
  readonly card: string;
}

/** The right to run one module's handlers on one account's events for a while; their order follows from it. */
export interface ReactionLease {
  readonly accountId: string;
  readonly module: string;
  readonly owner: string;
  readonly token: string;
}

export interface ReactionRun extends QueuedEvent {
  readonly id: string;
  readonly handler: string;
  readonly name: string;
  readonly card: string;
  /** Begun and ended; a growing difference means that it takes the process down. */
  readonly startedAttempts: number;
  readonly finishedAttempts: number;
  /** Ended in a fault of its own. */
  readonly failures: number;
}

export type RunEnd =
  /** `hasActed`: it changed something on the forge. */
  | { readonly result: 'done'; readonly hasActed: boolean }
  /** Its own doing, or nobody's any more: nothing was run. */
  | { readonly result: 'skipped' }
  | { readonly result: 'again'; readonly at: Date; readonly isOwnFault: boolean; readonly code: string }
  | { readonly result: 'given-up'; readonly code: string };

/** Something that reactions did. */
export interface OwnDeed {
  readonly action: string;
  /** See `requestKeyOf`. */
  readonly requestKey: string;
}

/** The durable queue of what reactions have to do with the events of their accounts. */
export interface ReactionStore {
  /** An account that an operator linked. */
  findAccount(forgeUrl: string, login: string): Promise<Account | null>;
  /** Turns up to `limit` queued events into runs, in one transaction; `want` may be called again for the same event. */
  distribute(limit: number, want: (queued: QueuedEvent) => readonly WantedRun[], now: Date): Promise<number>;
  /** Leases what has something due among these modules, of accounts that the forge accepts. */
  claim(claim: {
    readonly owner: string;
    readonly modules: readonly string[];
    readonly limit: number;
    readonly now: Date;
    readonly until: Date;
  }): Promise<readonly ReactionLease[]>;
  /** The oldest that is due, handlers of one event in the order in which they were registered. */
  next(lease: ReactionLease, now: Date): Promise<ReactionRun | null>;
  /** Counts an attempt as begun and holds the lease until then. False when the lease is lost. */
  begin(lease: ReactionLease, runId: string, until: Date): Promise<boolean>;
  /** Counts it as ended. False when the lease is lost. */
  settle(lease: ReactionLease, runId: string, end: RunEnd, now: Date): Promise<boolean>;
  /** Ends the lease; due again when its next run is. */
  release(lease: ReactionLease): Promise<void>;
  /** What reactions did to this since then. */
  deedsOn(
    where: { readonly login: string; readonly projectId: string; readonly number: string },
    since: Date,
  ): Promise<readonly OwnDeed[]>;
  /** How often the handler acted on this since then. */
  countActed(run: Pick<ReactionRun, 'accountId' | 'handler' | 'card'>, since: Date): Promise<number>;
  /** What was remembered under the key; `null`: nothing was. */
  recall(accountId: string, module: string, key: string): Promise<{ readonly value: Json } | null>;
  remember(memory: {
    readonly accountId: string;
    readonly module: string;
    readonly key: string;
    readonly value: Json;
    readonly now: Date;
  }): Promise<void>;
}
