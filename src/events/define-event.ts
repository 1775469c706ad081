import type { ForgeEvent, OnRequest, Reason } from '../domain/event.js';
import type { Person } from '../domain/forge.js';
import type { JsonObject } from '../domain/json.js';
import type { Span } from '../domain/message.js';
import type { Translate } from '../domain/ports/translator.js';
import type { SubjectKind, SubjectOf } from '../domain/subject.js';
import type { Topic } from '../domain/topic.js';
import type { Viewer } from '../domain/viewer.js';

/** Two looks at one subject. */
export interface Change<K extends SubjectKind> {
  /** `null`: never seen before, and the forge proves that it is news. */
  readonly before: SubjectOf<K> | null;
  readonly after: SubjectOf<K>;
  /** Created after the feed's baseline; false with `before: null` when only the reader's part in it is news. */
  readonly isNew: boolean;
}

/** One thing that happened between the two looks. */
export interface Occurrence {
  /**
   * What tells this occasion from the next of its kind on the same subject: attempt, head sha, person, time of
   * the change. The event key is `type:subject:occasion`.
   */
  readonly occasion: string;
  readonly actor: Person | null;
  /** Forge's time, ISO 8601. */
  readonly at: string;
  readonly details?: JsonObject;
  readonly onRequest?: OnRequest;
}

/** What a headline may speak of besides the subject. */
export type Told = Pick<ForgeEvent, 'actor' | 'reason' | 'details'>;

/** A kind of thing that can happen. Adding one: `docs/adding-an-event.md`. */
export interface EventDefinition<K extends SubjectKind> {
  /** Equals the file's name: `pipeline-failed` in `pipeline-failed.ts`. */
  readonly type: string;
  readonly subject: K;
  readonly topic: Topic;
  /** One sign: the first thing that the eye meets on a phone. */
  readonly mark: string;
  /** A new message with a sound; otherwise the card is edited, or sent, in silence. */
  readonly wantsAttention: boolean;
  /** Told even when the reader did it: a pipeline that I started and that failed is news to me. */
  readonly tellsOwnDoing: boolean;
  /** The headline itself says why the reader is told. */
  readonly namesTheReason?: true;
  /** Lines of the subject's state that are worth repeating under its card; 1 by default. */
  readonly linesBesideCard?: (after: SubjectOf<K>) => number;
  /** Pure: equal looks yield nothing. */
  detect(change: Change<K>, viewer: Viewer): readonly Occurrence[];
  /** Why it concerns this person; `null` when it does not. */
  concern(change: Change<K>, occurrence: Occurrence, viewer: Viewer): Reason | null;
  /** Belongs to the level `team`. */
  isTeamNews(after: SubjectOf<K>): boolean;
  /** The line that says what happened, under the subject's title. */
  headline(subject: SubjectOf<K>, event: Told, t: Translate): readonly Span[];
}

export function defineEvent<K extends SubjectKind>(definition: EventDefinition<K>): EventDefinition<K> {
  return definition;
}
