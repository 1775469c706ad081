import { describe, expect, it } from '@jest/globals';
import { unusualAgainst } from '../../../src/domain/subjects/usual-duration.js';
import type { BranchHealth } from '../../../src/domain/subjects/branch-health.js';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import { judgePipelines } from '../../../src/polling/branch-health.js';
import { aBranchHealth, aPipeline, at } from '../../support/builders.js';

const UNIT = { id: '1', name: 'unit', stage: 'test', url: null };

function ended(status: Pipeline['status'], over: Partial<Pipeline> = {}): Pipeline {
  return aPipeline({ status, finishedAt: at(60), updatedAt: at(60), ...over });
}

function judged(before: Pipeline | null, after: Pipeline, health: BranchHealth | null = null) {
  const { pipelines, healths } = judgePipelines([{ before, after }], health === null ? [] : [health]);
  return { pipeline: pipelines[0]!, health: healths[0] };
}

describe('an unusual duration', () => {
  const six = [360, 350, 370, 360, 4_000];

  it.each([
    [720, six, 360],
    [541, six, 360],
    [539, six, null],
    [240, six, 360],
    [241, six, null],
    [250, [20, 20, 20, 20, 20], 20],
    [130, [20, 20, 20, 20, 20], null],
    [720, six.slice(1), null],
  ])('%d s against %j: %j', (seconds, recent, expected) => {
    expect(unusualAgainst(seconds, recent)).toBe(expected);
  });

  it('is told of a success, and of a failure only when it took longer', () => {
    const health = aBranchHealth({ recentSeconds: [360, 360, 360, 360, 360] });
    const usual = (status: Pipeline['status'], durationSeconds: number | null) =>
      judged(null, ended(status, { durationSeconds }), health).pipeline.usualSeconds;

    expect([usual('success', 720), usual('success', 60), usual('success', null)]).toEqual([360, 360, null]);
    expect([usual('failed', 720), usual('failed', 60)]).toEqual([360, null]);
  });

  it('is taken from the latest twenty successes', () => {
    const recentSeconds = Array.from({ length: 20 }, (_, index) => index);
    const health = aBranchHealth({ recentSeconds });

    const after = judged(null, ended('success', { durationSeconds: 99 }), health).health;
    const failed = judged(null, ended('failed', { durationSeconds: 99 }), health).health;

    expect(after?.recentSeconds).toEqual([...recentSeconds.slice(1), 99]);
    expect(failed?.recentSeconds).toEqual(recentSeconds);
  });
});

describe('a flaky pipeline', () => {
  it('failed, ran again and passed', () => {
    const failed = ended('failed', { failedJobs: [UNIT] });
    const running = judged(failed, aPipeline({ attempt: 2, updatedAt: at(70) })).pipeline;

    const { pipeline } = judged(running, ended('success', { attempt: 2, updatedAt: at(80) }));

    expect(running.flakyJobs).toBeNull();
    expect(pipeline.flakyJobs).toEqual(['unit']);
  });

  it('names the jobs that had failed in pipelines that it started', () => {
    const failedChildren = [{ name: 'deploy', url: null, failedJobs: [UNIT] }];
    const failed = ended('failed', { failedChildren });

    expect(judged(failed, ended('success', { attempt: 2, finishedAt: at(90) })).pipeline.flakyJobs).toEqual([
      'unit',
    ]);
  });

  it('passed where another of the same commit had failed', () => {
    const health = judged(null, ended('failed', { failedJobs: [UNIT] })).health!;

    const again = ended('success', { id: '501', finishedAt: at(90) });

    expect(judged(null, again, health).pipeline.flakyJobs).toEqual(['unit']);
    expect(judged(null, { ...again, sha: 'b' }, health).pipeline.flakyJobs).toBeNull();
  });

  it('is flaky still when others of its history passed in between', () => {
    const health = aBranchHealth({ sha: 'b', pipelineId: '501', updatedAt: at(70) });
    const failed = ended('failed', { failedJobs: [UNIT] });

    const { pipeline } = judged(failed, ended('success', { attempt: 2, finishedAt: at(90) }), health);

    expect(pipeline).toMatchObject({ previousOutcome: 'success', flakyJobs: ['unit'] });
  });

  it('is none when it fails again, nor without a memory of the commit', () => {
    const failed = ended('failed', { failedJobs: [UNIT] });
    const old: BranchHealth = { ...aBranchHealth({ outcome: 'failed' }) };
    Reflect.deleteProperty(old, 'sha');

    expect(judged(failed, ended('failed', { attempt: 2 })).pipeline.flakyJobs).toBeNull();
    expect(judged(null, ended('success'), old).pipeline.flakyJobs).toBeNull();
  });
});
