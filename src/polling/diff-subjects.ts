import type { ForgeEvent } from '../domain/event.js';
import { isSamePerson, type Person } from '../domain/forge.js';
import { type Subject, type SubjectKind, subjectKey } from '../domain/subject.js';
import type { Change, EventDefinition, Occurrence } from '../events/define-event.js';
import type { AnyEventDefinition } from '../events/index.js';

/** Two looks at one subject of any kind. */
export interface SubjectChange {
  readonly before: Subject | null;
  readonly after: Subject;
  readonly isNew: boolean;
}

export interface Observer {
  /** Whose account looks. */
  readonly viewer: Person;
  /** Told of a definition that could not cope with a subject; the others go on. */
  readonly onFault: (fault: {
    readonly type: string;
    readonly subject: string;
    readonly error: unknown;
  }) => void;
}

/**
 * What happened between the looks, in the order of the changes and, within one, of the registry. A person's own
 * doings are left out unless the definition tells them.
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
  { before, after, isNew }: SubjectChange,
  viewer: Person,
): readonly ForgeEvent[] {
  switch (definition.subject) {
    case 'pipeline':
      if (after.kind !== 'pipeline' || (before !== null && before.kind !== 'pipeline')) return [];
      return detect(definition, { before, after, isNew }, viewer);
    case 'merge-request':
      if (after.kind !== 'merge-request' || (before !== null && before.kind !== 'merge-request')) return [];
      return detect(definition, { before, after, isNew }, viewer);
    case 'comment':
      if (after.kind !== 'comment' || (before !== null && before.kind !== 'comment')) return [];
      return detect(definition, { before, after, isNew }, viewer);
  }
}

function detect<K extends SubjectKind>(
  definition: EventDefinition<K>,
  change: Change<K>,
  viewer: Person,
): readonly ForgeEvent[] {
  return definition
    .detect(change, viewer)
    .map((occurrence) => toEvent(definition, change, occurrence, viewer))
    .filter((event) => definition.tellsOwnDoing || !event.isOwnDoing);
}

function toEvent<K extends SubjectKind>(
  definition: EventDefinition<K>,
  change: Change<K>,
  occurrence: Occurrence,
  viewer: Person,
): ForgeEvent {
  const after: Subject = change.after;
  return {
    type: definition.type,
    key: `${definition.type}:${subjectKey(after)}:${occurrence.occasion}`,
    projectId: after.projectId,
    subject: after,
    actor: occurrence.actor,
    at: occurrence.at,
    reason: definition.concern(change, occurrence, viewer),
    isTeamNews: definition.isTeamNews(change.after),
    isOwnDoing: isSamePerson(occurrence.actor, viewer),
    wantsAttention: definition.wantsAttention,
    details: occurrence.details ?? {},
  };
}
