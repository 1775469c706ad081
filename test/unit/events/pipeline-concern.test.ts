import { describe, expect, it } from '@jest/globals';
import { EVENTS } from '../../../src/events/index.js';
import { partInPipeline } from '../../../src/domain/subjects/pipeline.js';
import { ALICE, aPipeline, BOB, CAROL } from '../../support/builders.js';

describe('a pipeline', () => {
  it.each([
    [ALICE, BOB, 'triggered'],
    [ALICE, ALICE, 'triggered'],
    [BOB, ALICE, 'merge-request-author'],
    [null, ALICE, 'merge-request-author'],
    [null, BOB, 'unclaimed'],
    [BOB, CAROL, null],
    [BOB, null, null],
  ])('that %j started for a merge request of %j: %j', (actor, mergeRequestAuthor, expected) => {
    expect(partInPipeline(aPipeline({ actor, mergeRequestAuthor }), ALICE)).toBe(expected);
  });

  it('of a merge request tells its author all that it tells who started it', () => {
    const after = aPipeline({ actor: BOB, mergeRequestAuthor: ALICE });
    const ofPipelines = EVENTS.filter(({ subject }) => subject === 'pipeline');

    for (const definition of ofPipelines) {
      const change = { before: null, after, isNew: true };
      expect(definition.concern(change as never, { occasion: '', actor: null, at: '' }, ALICE)).toBe(
        'merge-request-author',
      );
    }
  });

  it.each([
    [{ actor: BOB, mayApprove: true }, 'approver'],
    [{ actor: null, mayApprove: true }, 'approver'],
    [{ actor: ALICE, mayApprove: true }, 'triggered'],
    [{ actor: BOB, mayApprove: false }, null],
  ])('that waits, of %j: %j', (over, expected) => {
    const waiting = EVENTS.find(({ type }) => type === 'pipeline-waiting')!;
    const after = aPipeline({ status: 'waiting', mergeRequestAuthor: null, ...over });
    const change = { before: null, after, isNew: true };

    expect(waiting.concern(change as never, { occasion: '', actor: null, at: '' }, ALICE)).toBe(expected);
  });
});
