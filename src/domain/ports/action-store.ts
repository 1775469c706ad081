import type { ActionEnd, ActionRecord, Deed } from '../actions/action-record.js';

/**
 * `begun`: do it, and say how it ended. `known`: this very request was taken up before. `busy`: somebody else is at it.
 */
export type Beginning =
  | { readonly kind: 'begun'; readonly id: string }
  | { readonly kind: 'known'; readonly record: ActionRecord }
  | { readonly kind: 'busy'; readonly record: ActionRecord };

/** What people did to forges: written before the forge is asked, so that nothing is done without a trace, or twice. */
export interface ActionStore {
  /** One that began before `abandonedBefore` and never ended does not stand in the way. */
  begin(deed: Deed, now: Date, abandonedBefore: Date): Promise<Beginning>;
  /** That it is not known never replaces what is. */
  finish(id: string, end: ActionEnd, now: Date): Promise<void>;
  /** Writes down what has its end already; what is known by that request stays as it is. */
  note(deed: Deed, end: ActionEnd, now: Date): Promise<void>;
  find(requestKey: string): Promise<ActionRecord | null>;
  /** Asked for by people, begun before then and not ended, the oldest first. */
  listOpen(startedBefore: Date, limit: number): Promise<readonly ActionRecord[]>;
  /** Newest first. `personId` `null`: everybody's. `before`: an id, to go on from. */
  history(asked: {
    readonly personId: string | null;
    readonly before: string | null;
    readonly limit: number;
  }): Promise<readonly ActionRecord[]>;
}
