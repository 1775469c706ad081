import { describe, expect, it } from '@jest/globals';
import { type Snapshot, subjectKey } from '../../../src/domain/subject.js';
import { compareLooks, keysOf } from '../../../src/polling/compare-looks.js';
import {
  aBranchHealth,
  aComment,
  aMergeRequest,
  aPipeline,
  aSighting,
  at,
  BASELINE,
} from '../../support/builders.js';

const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });

function remembered(...snapshots: readonly Snapshot[]): ReadonlyMap<string, Snapshot> {
  return new Map(snapshots.map((snapshot) => [subjectKey(snapshot), snapshot]));
}

describe('comparing looks', () => {
  it('asks for the snapshots of the subjects and for the branches of pipelines, each once', () => {
    const sightings = [failed, aPipeline({ id: '501' }), aComment(), failed].map((subject) =>
      aSighting(subject),
    );

    expect(keysOf(sightings)).toEqual([
      'pipeline:500',
      'branch-health:7::main',
      'pipeline:501',
      'comment:3000',
    ]);
  });

  it('finds nothing where nothing is different, whatever order a database gave the keys', () => {
    const mergeRequest = aMergeRequest();
    const reordered = Object.fromEntries(Object.entries(mergeRequest).reverse()) as unknown as Snapshot;

    expect(compareLooks([aSighting(mergeRequest)], remembered(reordered), BASELINE)).toEqual({
      changes: [],
      looks: [],
      snapshots: [],
    });
  });

  it('puts the look beside what is remembered', () => {
    const before = aPipeline();

    const { changes, looks, snapshots } = compareLooks([aSighting(failed)], remembered(before), BASELINE);

    expect(changes).toEqual([{ before, after: failed, isNew: false }]);
    expect(looks).toEqual([{ before, after: failed }]);
    expect(snapshots).toEqual([
      failed,
      aBranchHealth({ outcome: 'failed', pipelineId: '500', updatedAt: at(60) }),
    ]);
  });

  it.each([
    ['well after it names them anew', at(90), []],
    ['right after it may be of the same edit', at(60), ['alice']],
  ])('a look at what names the reader: an item that came %s', (_case, namedAt, mentions) => {
    const before = aMergeRequest({ mentions: ['alice'], updatedAt: at(20) });
    const after = { ...before, updatedAt: at(100) };
    const sightings = [{ ...aSighting(after), namedAt }, aSighting(after)];

    const { changes, looks } = compareLooks(sightings, remembered(before), BASELINE);

    expect(changes).toEqual([{ before: { ...before, mentions }, after, isNew: false }]);
    expect(looks).toEqual([{ before, after }]);
  });

  it('takes what was first seen after its end for open before, where its feed proves so', () => {
    const after = aMergeRequest({ state: 'merged', createdAt: at(-86_400) });

    const { changes, looks } = compareLooks(
      [{ ...aSighting(after), isNews: true, wasOpen: true }],
      new Map(),
      BASELINE,
    );

    expect(changes).toEqual([{ before: { ...after, state: 'open' }, after, isNew: false }]);
    expect(looks).toEqual([{ before: null, after }]);
  });

  it('passes over an older look without a trace', () => {
    expect(compareLooks([aSighting(aPipeline())], remembered(failed), BASELINE)).toEqual({
      changes: [],
      looks: [],
      snapshots: [],
    });
  });

  it.each([
    { name: 'created since', told: { isNew: true } },
    { name: 'created since and announced', isNews: true, told: { isNew: true } },
    { name: 'older but announced', createdAt: at(-86_400), isNews: true, told: { isNew: false } },
    {
      name: 'created within the second of the first read',
      newSince: new Date(Date.parse(at(0)) + 999),
      told: { isNew: true },
    },
    { name: 'created a second before it', newSince: new Date(at(1)), told: null },
    { name: 'older', createdAt: at(-86_400), told: null },
    { name: 'announced on the first read', isNews: true, newSince: null, told: null },
  ])(
    'weighs a subject never seen before: $name',
    ({ createdAt = at(0), isNews, newSince = BASELINE, told }) => {
      const subject = aMergeRequest({ createdAt });

      const { changes, snapshots } = compareLooks([aSighting(subject, isNews)], remembered(), newSince);

      expect(changes).toEqual(told === null ? [] : [{ before: null, after: subject, ...told }]);
      expect(snapshots).toEqual([subject]);
    },
  );

  it('keeps the announcement of an item that a list shows twice', () => {
    const first = aMergeRequest({ createdAt: at(-86_400) });
    const second = { ...first, title: 'Renamed' };

    const { changes } = compareLooks([aSighting(first, true), aSighting(second)], remembered(), BASELINE);

    expect(changes).toEqual([{ before: null, after: second, isNew: false }]);
  });
});
