import { describe, expect, it } from '@jest/globals';
import { isTold } from '../../../src/domain/event.js';
import type { Person } from '../../../src/domain/forge.js';
import { EVENTS } from '../../../src/events/index.js';
import { diffSubjects, type SubjectChange } from '../../../src/polling/diff-subjects.js';
import { aDeployment } from '../../support/a-deployment.js';
import { ALICE, BOB } from '../../support/builders.js';

const onFault = ({ error }: { error: unknown }): never => {
  throw error;
};

function eventsOf(change: SubjectChange, viewer: Person): ReturnType<typeof diffSubjects> {
  return diffSubjects([change], EVENTS, { viewer, onFault }).filter(isTold);
}

function toldTo(viewer: Person, change: SubjectChange): readonly string[] {
  return eventsOf(change, viewer).map(({ type, reason, isTeamNews, wantsAttention }) =>
    [type, reason, isTeamNews && 'team', wantsAttention && 'sound'].filter(Boolean).join(' '),
  );
}

const running = aDeployment();
const anew = { before: null, isNew: true } as const;

describe('a deployment', () => {
  it('is followed by its starter, with a sound where it fails or waits', () => {
    const to = (status: 'waiting' | 'success' | 'failed' | 'canceled'): readonly string[] =>
      toldTo(BOB, {
        before: running,
        after: aDeployment({ status, isProduction: false }),
        isNew: false,
      });

    expect(toldTo(BOB, { ...anew, after: running })).toEqual([]);
    expect(to('waiting')).toEqual(['deployment-waiting triggered sound']);
    expect(to('success')).toEqual(['deployment-succeeded triggered']);
    expect(to('failed')).toEqual(['deployment-failed triggered sound']);
    expect(to('canceled')).toEqual(['deployment-canceled triggered']);
  });

  it('to production is the team’s once it is there, or is not', () => {
    const to = (status: 'success' | 'failed', isProduction: boolean): readonly string[] =>
      toldTo(ALICE, { before: running, after: aDeployment({ status, isProduction }), isNew: false });

    expect(toldTo(ALICE, { ...anew, after: running })).toEqual(['deployment-started']);
    expect(to('success', true)).toEqual(['deployment-succeeded team']);
    expect(to('failed', true)).toEqual(['deployment-failed team sound']);
    expect(to('failed', false)).toEqual(['deployment-failed sound']);
  });

  it('that a workflow run does leaves it to the run to say that it waits', () => {
    const after = aDeployment({ status: 'waiting', isOfRun: true });

    expect(toldTo(BOB, { before: running, after, isNew: false })).toEqual(['deployment-waiting sound']);
  });

  it('that is queued, ended before the watch, or stands as it stood, is no news', () => {
    const failed = aDeployment({ status: 'failed', statusId: '1' });

    expect(toldTo(ALICE, { ...anew, after: aDeployment({ status: 'pending' }) })).toEqual([]);
    expect(toldTo(ALICE, { before: null, after: failed, isNew: false })).toEqual([]);
    expect(toldTo(ALICE, { ...anew, after: aDeployment({ status: 'canceled' }) })).toEqual([]);
    expect(toldTo(ALICE, { before: failed, after: { ...failed, statusId: '2' }, isNew: false })).toEqual([]);
  });

  it('that fails, is tried again and fails once more is told twice', () => {
    const keys = ['1', '3'].map(
      (statusId) =>
        eventsOf(
          { before: running, after: aDeployment({ status: 'failed', statusId }), isNew: false },
          BOB,
        )[0]?.key,
    );

    expect(new Set(keys).size).toBe(2);
  });
});
