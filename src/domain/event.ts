import type { Person } from './forge.js';
import type { JsonObject } from './json.js';
import type { Subject } from './subject.js';
import type { Topic } from './topic.js';

/** Why an event concerns somebody, strongest first where several hold. */
export type Reason =
  | 'mentioned'
  | 'reviewer'
  | 'assignee'
  | 'author'
  | 'participant'
  | 'triggered'
  | 'merge-request-author'
  | 'approver'
  | 'unclaimed';

/** What a filter has to name, by the field of its rule. */
export interface OnRequest {
  readonly label: readonly string[];
}

/** A meaningful transition of a subject, as one account saw it. */
export interface ForgeEvent {
  readonly type: string;
  readonly topic: Topic;
  /** Names the occasion, not the row: equal keys are the same happening, seen again. */
  readonly key: string;
  readonly projectId: string;
  readonly subject: Subject;
  /** Who did it; `null` when the forge does not say. */
  readonly actor: Person | null;
  /** Forge's time of the transition. */
  readonly at: string;
  /** Why it concerns the account's owner; `null` when only a wider level wants it. */
  readonly reason: Reason | null;
  /** Belongs to the level `team`. */
  readonly isTeamNews: boolean;
  /** The account's owner did it. */
  readonly isOwnDoing: boolean;
  /** Kept for the record alone: whoever did it knows. */
  readonly isUntold?: true;
  /** Needs the reader: a new message with a sound; otherwise the card is edited in silence. */
  readonly wantsAttention: boolean;
  /** Told only where a filter asks: for this very kind of event, or by an include rule that one of these values meets. */
  readonly onRequest?: OnRequest;
  /** Set on what tells of a subject that was opened just now. */
  readonly isNew?: true;
  readonly details: JsonObject;
}

export function isTold({ isUntold }: ForgeEvent): boolean {
  return isUntold !== true;
}
