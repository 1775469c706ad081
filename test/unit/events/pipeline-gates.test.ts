import { describe, expect, it } from '@jest/globals';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import { pipelineWaiting } from '../../../src/events/pipelines/pipeline-waiting.js';
import { aPipeline, ALICE } from '../../support/builders.js';

function waiting(...jobs: readonly (readonly [name: string, stage: string | null])[]): Pipeline {
  const waitingJobs = jobs.map(([name, stage]) => ({ name, stage, isDelayed: false }));
  return aPipeline({ status: 'waiting', waitingJobs });
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
