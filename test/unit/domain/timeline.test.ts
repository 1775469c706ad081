import { describe, expect, it } from '@jest/globals';
import type { ForgeEvent } from '../../../src/domain/event.js';
import { type KeptEvent, toTimelineEntry } from '../../../src/domain/timeline.js';
import { HAPPENINGS } from '../../contract/events/happenings/index.js';
import {
  ALICE,
  aMergeRequest,
  anEvent,
  aPipeline,
  aProject,
  at,
  BOB,
  GITLAB,
} from '../../support/builders.js';
import { aDeployment } from '../../support/a-deployment.js';
import { anImage } from '../../support/an-image.js';

function entryOf(over: Partial<ForgeEvent>) {
  const kept: KeptEvent = {
    id: 'abc',
    forge: GITLAB,
    project: aProject(),
    event: anEvent(over),
    at: new Date(at(60)),
    seenAt: new Date(at(75)),
  };
  return toTimelineEntry(kept);
}

describe('an entry of the timeline', () => {
  it('tells what happened, where, by whom, when and where to look', () => {
    const entry = entryOf({ actor: BOB });

    expect(entry).toMatchObject({
      id: 'abc',
      type: 'pipeline-failed',
      topic: 'pipelines',
      subject: { kind: 'pipeline', id: aPipeline().id },
      forge: { kind: 'gitlab', url: GITLAB.url },
      project: { path: aProject().path },
      actor: BOB,
      at: new Date(at(60)).toISOString(),
      seenAt: new Date(at(75)).toISOString(),
      branches: ['main'],
      url: aPipeline().url,
    });
  });

  it.each([
    ['pipeline', aPipeline({ actor: BOB })],
    ['deployment', aDeployment({ actor: BOB })],
  ])('tells who started a %s that ended by itself', (_what, subject) => {
    const entry = entryOf({ subject, actor: null });

    expect(entry.actor).toBeNull();
    expect(entry.details.startedBy).toBe(BOB.login);
  });

  it('tells of a pipeline how long it took and which jobs failed, also in those that it started', () => {
    const job = (name: string) => ({ id: name, name, stage: 'test', url: null });
    const subject = aPipeline({
      status: 'failed',
      durationSeconds: 42,
      failedJobs: [job('unit')],
      failedChildren: [{ name: 'deploy', url: null, failedJobs: [job('smoke')] }],
    });

    expect(entryOf({ subject }).details).toMatchObject({
      durationSeconds: 42,
      failedJobs: [{ name: 'unit', stage: 'test' }, { name: 'smoke' }],
    });
  });

  it('tells of a merge request its labels, approvals, branches and known files', () => {
    const subject = aMergeRequest({
      labels: ['bug'],
      sourceBranch: 'topic',
      targetBranch: 'main',
      touched: { paths: ['a.ts'], isCut: true, headSha: 'f00d' },
      reviews: [
        { person: ALICE, state: 'approved', sha: null, at: null },
        { person: BOB, state: 'commented', sha: null, at: null },
      ],
    });

    const entry = entryOf({ subject });

    expect([...entry.branches].sort()).toEqual(['main', 'topic']);
    expect(entry.details).toMatchObject({
      labels: ['bug'],
      approvals: [ALICE.login],
      changedFiles: ['a.ts'],
      hasMoreFiles: true,
    });
  });

  it('tells digest and size of an image, and leaves out what is not known', () => {
    const known = entryOf({ subject: anImage({ digest: 'sha256:1a', sizeBytes: 7 }) }).details;
    const unknown = entryOf({ subject: anImage({ digest: 'sha256:1a', sizeBytes: null }) }).details;

    expect(known).toMatchObject({ digest: 'sha256:1a', sizeBytes: 7 });
    expect(unknown).not.toHaveProperty('sizeBytes');
  });

  it('is made of everything that can happen, and of kinds that only a newer version knows', () => {
    const subjects = Object.values(HAPPENINGS).map(({ after }) => after);

    for (const subject of subjects) expect(entryOf({ subject }).title).not.toBe('');
    const odd = { ...aPipeline(), kind: 'epic' } as unknown as ForgeEvent['subject'];
    expect(entryOf({ subject: odd })).toMatchObject({ title: '', details: {} });
  });
});
