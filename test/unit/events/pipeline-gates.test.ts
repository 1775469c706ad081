import { describe, expect, it } from '@jest/globals';
import type { Pipeline, WaitingChild } from '../../../src/domain/subjects/pipeline.js';
import { pipelineWaiting } from '../../../src/events/pipelines/pipeline-waiting.js';
import { aPipeline, ALICE, at } from '../../support/builders.js';

function waiting(...jobs: readonly (readonly [name: string, stage: string | null])[]): Pipeline {
  const waitingJobs = jobs.map(([name, stage]) => ({ name, stage, isDelayed: false }));
  return aPipeline({ status: 'waiting', waitingJobs });
}

function below(
  ...children: readonly (readonly [id: string, stage: string | null])[]
): readonly WaitingChild[] {
  return children.map(([id, stage]) => ({
    id,
    projectId: '8',
    name: `child-${id}`,
    url: null,
    waitingJobs: stage === null ? [] : [{ name: 'go', stage, isDelayed: false }],
    updatedAt: at(Number(id)),
  }));
}

const running = aPipeline({ status: 'running' });

/** The occasions of one attempt that was seen so. */
function gates(...looks: readonly Pipeline[]): readonly string[] {
  return looks.flatMap((after, index) =>
    pipelineWaiting
      .detect({ before: looks[index - 1] ?? null, after, isNew: index === 0 }, ALICE)
      .map(({ occasion }) => occasion),
  );
}

describe('the gates of a pipeline', () => {
  it('are told one after another, whether or not it was seen running in between', () => {
    const [staging, production] = [waiting(['deploy', 'staging']), waiting(['deploy', 'production'])];

    const seen = gates(staging, running, production);

    expect(new Set(seen).size).toBe(2);
    expect(gates(staging, production)).toEqual(seen);
  });

  it('are told once, however often they are looked at', () => {
    expect(gates(waiting(['live', null]), waiting(['live', null]))).toHaveLength(1);
  });

  it('are one where several jobs of a stage wait, also when one of them is left', () => {
    const both = waiting(['eu', 'deploy'], ['us', 'deploy']);

    expect(new Set(gates(both, running, waiting(['us', 'deploy']))).size).toBe(1);
  });

  it('are by environment where the forge has no stages', () => {
    expect(gates(waiting(['staging', null]), waiting(['live', null]))).toHaveLength(2);
  });

  it('whose jobs were not looked at are one an attempt', () => {
    expect(gates(waiting(), waiting(['live', null]), waiting())).toEqual(['attempt-1']);
    expect(gates(running, waiting(), { ...waiting(), attempt: 2 })).toEqual(['attempt-1', 'attempt-2']);
  });
});

describe('the gates of pipelines that one started', () => {
  it.each(['running', 'success', 'failed'] as const)('are told once while it is %s', (status) => {
    const held = aPipeline({ status, waitingChildren: below(['7', 'live']) });

    expect(gates(aPipeline({ status }), held, held)).toEqual(['child-7 live']);
  });

  it('are told one after another, and each child by itself', () => {
    const one = aPipeline({ waitingChildren: below(['7', 'staging']) });
    const two = aPipeline({ waitingChildren: below(['7', 'live'], ['8', null]) });

    expect(gates(running, one, two)).toEqual(['child-7 staging', 'child-7 live; child-8 ']);
  });

  it('say when the last of them closed', () => {
    const after = aPipeline({ waitingChildren: below(['7', 'live'], ['9', 'live']) });

    expect(pipelineWaiting.detect({ before: running, after, isNew: false }, ALICE)).toMatchObject([
      { at: at(9) },
    ]);
  });

  it('are one with that of a parent which mirrors them', () => {
    const mirrored = aPipeline({ status: 'waiting', waitingJobs: [], waitingChildren: below(['7', 'live']) });

    expect(gates(running, mirrored, mirrored)).toEqual(['child-7 live']);
  });

  it('are no news of a pipeline that was canceled', () => {
    expect(gates(running, aPipeline({ status: 'canceled', waitingChildren: below(['7', 'live']) }))).toEqual(
      [],
    );
  });
});
