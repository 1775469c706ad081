import type { MergeRequest, Review } from '../../../src/domain/subjects/merge-request.js';
import type { Change, Occurrence } from '../../../src/events/define-event.js';
import { EVENTS } from '../../../src/events/index.js';
import { ALICE, aMergeRequest, at, CAROL } from '../../support/builders.js';

/** Types of what Alice's account sees happen, with the reason where it concerns her. */
export function seen(change: Change<'merge-request'>): readonly string[] {
  return EVENTS.flatMap((definition) => {
    if (definition.subject !== 'merge-request') return [];
    return definition.detect(change, ALICE).map((occurrence) => {
      const reason = definition.concern(change, occurrence, ALICE);
      return reason === null ? definition.type : `${definition.type} (${reason})`;
    });
  });
}

export function occurrencesOf(type: string, change: Change<'merge-request'>): readonly Occurrence[] {
  const definition = EVENTS.find((one) => one.type === type)!;
  return definition.detect(change as never, ALICE);
}

export function actorsOf(type: string, change: Change<'merge-request'>): readonly unknown[] {
  return occurrencesOf(type, change).map(({ actor }) => actor);
}

export function occasionsOf(type: string, change: Change<'merge-request'>): readonly string[] {
  return occurrencesOf(type, change).map(({ occasion }) => occasion);
}

export function between(
  before: Partial<MergeRequest>,
  after: Partial<MergeRequest>,
): Change<'merge-request'> {
  return {
    before: aMergeRequest(before),
    after: aMergeRequest({ updatedAt: at(60), ...after }),
    isNew: false,
  };
}

export function review(over: Partial<Review> = {}): Review {
  return { person: CAROL, state: 'approved', sha: 'b'.repeat(40), at: at(10), ...over };
}
