import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import { judgePipelines } from '../../../src/polling/branch-health.js';
import { aBranchHealth, aPipeline, at } from '../../support/builders.js';

function ended(
  id: string,
  status: Pipeline['status'],
  seconds: number,
  over: Partial<Pipeline> = {},
): Pipeline {
  return aPipeline({ id, status, finishedAt: at(seconds), updatedAt: at(seconds), ...over });
}

function unseen(...pipelines: readonly Pipeline[]): { before: null; after: Pipeline }[] {
  return pipelines.map((after) => ({ before: null, after }));
}

const outcomes = (pipelines: readonly Pipeline[]) =>
  pipelines.map(({ id, previousOutcome }) => [id, previousOutcome]);

describe('judging pipelines', () => {
  it('says of each pipeline how the one before it ended, and remembers the last', () => {
    const judged = judgePipelines(
      unseen(ended('1', 'failed', 10), ended('2', 'success', 20), ended('3', 'success', 30)),
      [aBranchHealth({ outcome: 'success' })],
    );

    expect(outcomes(judged.pipelines)).toEqual([
      ['1', 'success'],
      ['2', 'failed'],
      ['3', 'success'],
    ]);
    expect(judged.healths).toEqual([
      aBranchHealth({ outcome: 'success', pipelineId: '3', updatedAt: at(30) }),
    ]);
  });

  it('goes by the time at which they finished, not by their numbers or the order of the list', () => {
    const late = ended('1', 'failed', 30);
    const early = ended('2', 'success', 20);

    const judged = judgePipelines(unseen(late, early), []);

    expect(outcomes(judged.pipelines)).toEqual([
      ['1', 'success'],
      ['2', null],
    ]);
    expect(judged.healths).toEqual([
      aBranchHealth({ outcome: 'failed', pipelineId: '1', updatedAt: at(30) }),
    ]);
  });

  it('does not go back for a pipeline that had finished before the last one known', () => {
    const health = aBranchHealth({ outcome: 'failed', pipelineId: '9', updatedAt: at(100) });

    const judged = judgePipelines(unseen(ended('1', 'success', 50)), [health]);

    expect(outcomes(judged.pipelines)).toEqual([['1', null]]);
    expect(judged.healths).toEqual([]);
  });

  it('takes a retry that succeeds for a repair of the same branch', () => {
    const failed = ended('1', 'failed', 10, { previousOutcome: 'success' });
    const health = aBranchHealth({ outcome: 'failed', pipelineId: '1', updatedAt: at(10) });

    const judged = judgePipelines(
      [{ before: failed, after: ended('1', 'success', 60, { attempt: 2 }) }],
      [health],
    );

    expect(outcomes(judged.pipelines)).toEqual([['1', 'failed']]);
    expect(judged.healths).toMatchObject([{ outcome: 'success', pipelineId: '1' }]);
  });

  it.each(['canceled', 'skipped'] as const)('takes nothing from a %s pipeline', (status) => {
    const judged = judgePipelines(unseen(ended('1', status, 10), ended('2', 'success', 20)), [
      aBranchHealth({ outcome: 'failed' }),
    ]);

    expect(outcomes(judged.pipelines)).toEqual([
      ['1', null],
      ['2', 'failed'],
    ]);
  });

  it('keeps what the snapshot says of a pipeline that ended before, also when the forge touches it again', () => {
    const before = ended('1', 'success', 10, { previousOutcome: 'failed' });
    const touched = ended('1', 'success', 10, { updatedAt: at(90), finishedAt: at(90) });
    const health = aBranchHealth({ outcome: 'success', pipelineId: '1', updatedAt: at(10) });

    const judged = judgePipelines([{ before, after: touched }], [health]);

    expect(outcomes(judged.pipelines)).toEqual([['1', 'failed']]);
    expect(judged.healths).toEqual([]);
  });

  it('keeps the histories of branches and of workflows apart', () => {
    const main = ended('1', 'failed', 10, { name: 'test' });
    const otherName = ended('2', 'success', 20, { name: 'lint' });
    const otherRef = ended('3', 'success', 30, { name: 'test', ref: 'basket' });

    const judged = judgePipelines(unseen(main, otherName, otherRef), []);

    expect(outcomes(judged.pipelines)).toEqual([
      ['1', null],
      ['2', null],
      ['3', null],
    ]);
    expect(judged.healths).toHaveLength(3);
  });

  it('orders by number where the forge gives the same second', () => {
    const judged = judgePipelines(unseen(ended('10', 'success', 10), ended('9', 'failed', 10)), []);

    expect(outcomes(judged.pipelines)).toEqual([
      ['10', 'failed'],
      ['9', null],
    ]);
  });

  it('gives the same answer in one look as in many, and the same again when it looks again', () => {
    const history = fc
      .array(fc.constantFrom<Pipeline['status']>('success', 'failed', 'canceled', 'running'), {
        maxLength: 12,
      })
      .map((statuses) => statuses.map((status, index) => ended(String(index + 1), status, index)));
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 5 }), (pipelines, step) => {
        const atOnce = judgePipelines(unseen(...pipelines), []);
        let healths = new Map<string, ReturnType<typeof aBranchHealth>>();
        const inSteps: Pipeline[] = [];
        for (let start = 0; start < pipelines.length; start += step) {
          const judged = judgePipelines(unseen(...pipelines.slice(start, start + step)), [
            ...healths.values(),
          ]);
          inSteps.push(...judged.pipelines);
          healths = new Map([...healths, ...judged.healths.map((health) => [health.id, health] as const)]);
        }
        const again = judgePipelines(
          atOnce.pipelines.map((before, index) => ({ before, after: pipelines[index] ?? before })),
          [...healths.values()],
        );

        expect(inSteps).toEqual(atOnce.pipelines);
        expect(again).toEqual({ pipelines: atOnce.pipelines, healths: [] });
      }),
    );
  });
});
