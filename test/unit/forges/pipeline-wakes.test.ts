import { describe, expect, it } from '@jest/globals';
import type { Wake } from '../../../src/domain/feed.js';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import { pipelineWakes } from '../../../src/forges/pipeline-wakes.js';
import { aPipeline } from '../../support/builders.js';

const GATES: Wake = { kind: 'merge-requests', projectId: '7' };

function kindsWoken(
  moved: readonly Pipeline[],
  { isBaseline = false, gates = GATES }: { isBaseline?: boolean; gates?: Wake | null } = {},
): readonly string[] {
  return pipelineWakes(moved, { projectId: '7', isBaseline, gatesOf: () => gates }).map(({ kind }) => kind);
}

describe('pipelines that moved', () => {
  it('wake the merge requests that may have waited for them, once they have ended', () => {
    const ended = aPipeline({ status: 'failed' });

    expect(kindsWoken([aPipeline({ status: 'running' })])).toEqual(['deployments']);
    expect(kindsWoken([ended, ended])).toEqual(['deployments', 'merge-requests']);
    expect(kindsWoken([aPipeline({ status: 'success' })])).toEqual([
      'deployments',
      'images',
      'merge-requests',
    ]);
  });

  it('wake none where none waits for them, and nothing at the first read', () => {
    const ended = aPipeline({ status: 'success' });

    expect(kindsWoken([ended], { gates: null })).toEqual(['deployments', 'images']);
    expect(kindsWoken([ended], { isBaseline: true })).toEqual([]);
  });
});
