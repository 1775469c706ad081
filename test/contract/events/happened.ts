import type { EventNotification } from '../../../src/domain/notification.js';
import type { Occurrence } from '../../../src/events/define-event.js';
import type { AnyEventDefinition } from '../../../src/events/index.js';
import { ALICE, aProject } from '../../support/builders.js';
import { HAPPENINGS, type AnyChange } from './happenings/index.js';

/** The definition and the change speak of the same kind of subject, which a union of definitions cannot say. */
export function detect(definition: AnyEventDefinition, change: AnyChange): readonly Occurrence[] {
  return definition.detect(change as never, ALICE);
}

export function happeningOf({ type }: AnyEventDefinition): AnyChange {
  const change = HAPPENINGS[type];
  if (change === undefined) throw new Error(`no happening for ${type}`);
  return change;
}

/** The first thing that happened, as Alice is told of it. */
export function notificationOf(
  definition: AnyEventDefinition,
  forgeKind: 'gitlab' | 'github',
): EventNotification {
  const change = happeningOf(definition);
  const occurrence = detect(definition, change)[0]!;
  const reason = definition.concern(change as never, occurrence, ALICE);
  return {
    kind: 'event',
    chatKey: '1',
    dedupeKey: 'key',
    accountId: 'account',
    forgeKind,
    project: aProject(),
    rule: { watchId: 'watch', level: 'all', reason },
    event: {
      type: definition.type,
      topic: definition.topic,
      key: 'key',
      projectId: '7',
      subject: change.after,
      actor: occurrence.actor,
      at: occurrence.at,
      reason,
      isTeamNews: false,
      isOwnDoing: false,
      wantsAttention: definition.wantsAttention,
      details: occurrence.details ?? {},
    },
  };
}
