import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import { EVENTS } from '../../../src/events/index.js';
import type { EventDefinition } from '../../../src/events/define-event.js';
import { diffSubjects, type SubjectChange } from '../../../src/polling/diff-subjects.js';
import { ALICE, aComment, aMergeRequest, aPipeline, aReading, at, BOB } from '../../support/builders.js';
import { aPipelineDefinition } from '../../support/pipeline-definition.js';
import { Cycle } from './cycle-harness.js';

const watching = (over: Partial<EventDefinition<'pipeline'>> = {}): EventDefinition<'pipeline'> =>
  aPipelineDefinition({ concern: () => 'triggered', isTeamNews: () => true, ...over });

const change: SubjectChange = { before: null, after: aPipeline({ actor: BOB }), isNew: true };
const observer = { viewer: ALICE, onFault: () => undefined };

describe('the diff of two looks', () => {
  it('asks every definition that watches the kind, and describes the event whole', () => {
    const events = diffSubjects(
      [change],
      [watching(), watching({ type: 'pipeline-noted', isTeamNews: () => false })],
      observer,
    );

    expect(events).toEqual([
      {
        type: 'pipeline-seen',
        topic: 'pipelines',
        key: 'pipeline-seen:pipeline:500:running',
        projectId: '7',
        subject: change.after,
        actor: BOB,
        at: at(10),
        reason: 'triggered',
        isTeamNews: true,
        isOwnDoing: false,
        wantsAttention: true,
        isNew: true,
        details: {},
      },
      expect.objectContaining({ key: 'pipeline-noted:pipeline:500:running', isTeamNews: false }),
    ]);
  });

  it('asks no definition of another kind', () => {
    const others: SubjectChange[] = [
      { before: null, after: aMergeRequest(), isNew: true },
      { before: null, after: aComment(), isNew: true },
    ];

    expect(diffSubjects(others, [watching()], observer)).toEqual([]);
  });

  it("keeps the reader's own doings from being told, unless the definition tells them", () => {
    const own: SubjectChange = { ...change, after: aPipeline({ actor: ALICE }) };

    expect(diffSubjects([own], [watching()], observer)).toMatchObject([{ isOwnDoing: true, isUntold: true }]);
    const [told] = diffSubjects([own], [watching({ tellsOwnDoing: true })], observer);
    expect(told).toMatchObject({ isOwnDoing: true });
    expect(told).not.toHaveProperty('isUntold');
  });

  it('reports a definition that throws, in whatever step, and goes on with the others', () => {
    const faults: string[] = [];
    const fail = (): never => {
      throw new Error('odd data');
    };

    const events = diffSubjects(
      [change],
      [
        watching({ detect: fail }),
        watching({ type: 'pipeline-odd', concern: fail }),
        watching({ type: 'pipeline-fine' }),
      ],
      { viewer: ALICE, onFault: ({ type, subject }) => faults.push(`${type} ${subject}`) },
    );

    expect(events.map(({ type }) => type)).toEqual(['pipeline-fine']);
    expect(faults).toEqual(['pipeline-seen pipeline:500', 'pipeline-odd pipeline:500']);
  });
});

describe('equal looks', () => {
  const subjects = fc.oneof(
    fc
      .record({
        status: fc.constantFrom<Pipeline['status']>(
          'pending',
          'running',
          'waiting',
          'success',
          'failed',
          'canceled',
        ),
        attempt: fc.integer({ min: 1, max: 3 }),
        previousOutcome: fc.constantFrom('success' as const, 'failed' as const, null),
      })
      .map((over) => aPipeline(over)),
    fc
      .record({
        state: fc.constantFrom('open' as const, 'merged' as const, 'closed' as const),
        isDraft: fc.boolean(),
        reviewers: fc.subarray([ALICE, BOB]),
        assignees: fc.subarray([ALICE, BOB]),
        mentions: fc.subarray(['alice', 'bob']),
      })
      .map((over) => aMergeRequest(over)),
    fc.record({ mentions: fc.subarray(['alice']) }).map((over) => aComment(over)),
  );

  it('yield nothing', () => {
    fc.assert(
      fc.property(subjects, (subject) => {
        expect(diffSubjects([{ before: subject, after: subject, isNew: false }], EVENTS, observer)).toEqual(
          [],
        );
      }),
    );
  });
});

describe('any history of a pipeline, polled at any rhythm', () => {
  /** Attempts, each of which may be seen on its way and ends in some way. */
  const histories = fc
    .array(
      fc.record({
        steps: fc.subarray<Pipeline['status']>(['pending', 'running', 'waiting']),
        end: fc.constantFrom<Pipeline['status']>('success', 'failed', 'canceled'),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((attempts) =>
      attempts
        .flatMap(({ steps, end }, index) => [...steps, end].map((status) => ({ status, attempt: index + 1 })))
        .map((look, second) =>
          aPipeline({
            ...look,
            updatedAt: at(second),
            finishedAt: ['success', 'failed', 'canceled'].includes(look.status) ? at(second) : null,
          }),
        ),
    );
  /** How often each state is looked at; 0: it passes unseen. */
  const rhythms = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 });
  /** Which polls die before their commit. */
  const crashes = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });

  it('tells each end that was seen exactly once, however often polls are repeated or die', async () => {
    await fc.assert(
      fc.asyncProperty(histories, rhythms, crashes, async (history, rhythm, deaths) => {
        const looks = history.flatMap((state, index) =>
          Array.from({ length: index === history.length - 1 ? 2 : (rhythm[index] ?? 0) }, () => state),
        );
        const cycle = new Cycle().add();
        let dies = false;
        cycle.store.onOperation = (operation) => {
          if (operation === 'commit' && dies) throw new Error('killed');
        };
        for (const [index, look] of looks.entries()) {
          cycle.forge.next('pipelines', '7', aReading([look]), aReading([look]));
          dies = deaths[index] ?? false;
          await cycle.poll();
          dies = false;
          cycle.clock.advance(60_000);
          await cycle.poll();
        }

        const ends = cycle.store.events
          .map(({ key }) => key.replace('pipeline-fixed', 'pipeline-succeeded'))
          .filter((key) => /failed|succeeded|canceled/.test(key));
        expect([...ends].sort()).toEqual(expectedEnds(looks));
      }),
      { numRuns: 60 },
    );
  });

  function expectedEnds(looks: readonly Pipeline[]): readonly string[] {
    const names: Partial<Record<Pipeline['status'], string>> = {
      success: 'pipeline-succeeded',
      failed: 'pipeline-failed',
      canceled: 'pipeline-canceled',
    };
    const ends = looks.flatMap(({ status, attempt }) => {
      const name = names[status];
      return name === undefined ? [] : [`${name}:pipeline:500:attempt-${attempt}`];
    });
    return [...new Set(ends)].sort();
  }
});
