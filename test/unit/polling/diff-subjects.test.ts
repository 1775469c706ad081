import { describe, expect, it } from '@jest/globals';
import type { EventDefinition } from '../../../src/events/define-event.js';
import { diffSubjects, type SubjectChange } from '../../../src/polling/diff-subjects.js';
import { ALICE, aComment, aMergeRequest, aPipeline, at, BOB } from '../../support/builders.js';
import { aPipelineDefinition } from '../../support/pipeline-definition.js';

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
