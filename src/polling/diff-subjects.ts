import type { ForgeEvent } from '../domain/event.js';
import { isSamePerson } from '../domain/forge.js';
import { type Subject, type SubjectKind, subjectKey } from '../domain/subject.js';
import type { Viewer } from '../domain/viewer.js';
import type { Change, EventDefinition, Occurrence } from '../events/define-event.js';
import type { AnyEventDefinition } from '../events/index.js';

/** Two looks at one subject of any kind. */
export interface SubjectChange {
  readonly before: Subject | null;
  readonly after: Subject;
  readonly isNew: boolean;
}

export interface Observer {
  readonly viewer: Viewer;
  /** Told of a definition that could not cope with a subject; the others go on. */
  readonly onFault: (fault: {
    readonly type: string;
    readonly subject: string;
    readonly error: unknown;
  }) => void;
}

/**
 * What happened between the looks, in the order of the changes and, within one, of the registry. A person's own
 * doings are not to be told unless the definition tells them.
 */
export function diffSubjects(
  changes: readonly SubjectChange[],
  definitions: readonly AnyEventDefinition[],
  observer: Observer,
): readonly ForgeEvent[] {
  return changes.flatMap((change) =>
    definitions.flatMap((definition) => {
      try {
        return detectAny(definition, change, observer.viewer);
      } catch (error) {
        observer.onFault({ type: definition.type, subject: subjectKey(change.after), error });
        return [];
      }
    }),
  );
}

/** Pairs a definition with a change of its own kind; there is nothing to see in one of another kind. */
function detectAny(
  definition: AnyEventDefinition,
  change: SubjectChange,
  viewer: Viewer,
): readonly ForgeEvent[] {
  const { before, after } = change;
  const isOfKind = after.kind === definition.subject && (before === null || before.kind === after.kind);
  return isOfKind ? detect(definition as EventDefinition<SubjectKind>, change, viewer) : [];
}

function detect<K extends SubjectKind>(
  definition: EventDefinition<K>,
  change: Change<K>,
  viewer: Viewer,
): readonly ForgeEvent[] {
  return definition
    .detect(change, viewer)
    .map((occurrence) => toEvent(definition, change, occurrence, viewer));
}

function toEvent<K extends SubjectKind>(
  definition: EventDefinition<K>,
  change: Change<K>,
  occurrence: Occurrence,
  viewer: Viewer,
): ForgeEvent {
  const after: Subject = change.after;
  const isOwnDoing = isSamePerson(occurrence.actor, viewer);
  return {
    type: definition.type,
    topic: definition.topic,
    key: `${definition.type}:${subjectKey(after)}:${occurrence.occasion}`,
    projectId: after.projectId,
    subject: after,
    actor: occurrence.actor,
    at: occurrence.at,
    reason: definition.concern(change, occurrence, viewer),
    isTeamNews: definition.isTeamNews(change.after),
    isOwnDoing,
    ...(isOwnDoing && !definition.tellsOwnDoing ? { isUntold: true as const } : {}),
    wantsAttention: definition.wantsAttention,
    ...(change.before === null && change.isNew ? { isNew: true as const } : {}),
    details: occurrence.details ?? {},
    ...(occurrence.onRequest === undefined ? {} : { onRequest: occurrence.onRequest }),
  };
}
