import { describe, expect, it } from '@jest/globals';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import type { Role } from '../../../src/domain/actions/look.js';
import type { ForgeKind, Person } from '../../../src/domain/forge.js';
import type { Reader } from '../../../src/domain/notification.js';
import type { Subject } from '../../../src/domain/subject.js';
import type { WaitingChild } from '../../../src/domain/subjects/pipeline.js';
import { aDeployment } from '../../support/a-deployment.js';
import { anIssue } from '../../support/an-issue.js';
import { ALICE, aMergeRequest, anEvent, aPipeline, BOB } from '../../support/builders.js';

const EVERY: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain'];
const READ_UP = EVERY.slice(1);
const TRIAGE_UP = EVERY.slice(2);
const WRITE_UP = EVERY.slice(3);

function reader(role: Role | null, user: Person = ALICE): Reader {
  return { user, canWrite: true, role };
}

function offers(action: string, subject: Subject, forgeKind: ForgeKind, who?: Reader): boolean {
  const event = anEvent({ subject });
  return isWorthOffering(action, { event, forgeKind, ...(who === undefined ? {} : { reader: who }) });
}

/** A pipeline of that project that waits for somebody. */
function below(projectId: string): WaitingChild {
  return { id: '9', projectId, name: 'deploy', url: null, waitingJobs: [], updatedAt: '' };
}

describe('a button under news', () => {
  const bobs = aMergeRequest({ author: BOB });
  const waiting = aPipeline({ status: 'waiting' });

  it.each<[string, Subject, ForgeKind, readonly Role[]]>([
    ['retry', aPipeline({ status: 'failed' }), 'gitlab', WRITE_UP],
    ['retry', aPipeline({ status: 'failed' }), 'github', WRITE_UP],
    ['cancel', aPipeline({ status: 'running' }), 'gitlab', WRITE_UP],
    ['play', waiting, 'gitlab', WRITE_UP],
    ['play', aPipeline({ status: 'success', waitingChildren: [below('7')] }), 'gitlab', WRITE_UP],
    ['play', aPipeline({ status: 'success', waitingChildren: [below('8')] }), 'gitlab', READ_UP],
    ['approve-deployment', waiting, 'github', READ_UP],
    ['approve-deployment', { ...waiting, mayApprove: true }, 'github', READ_UP],
    ['approve-deployment', { ...waiting, mayApprove: false }, 'github', []],
    ['approve-deployment', aDeployment({ status: 'waiting', pipelineId: '1' }), 'gitlab', EVERY],
    ['merge', bobs, 'gitlab', WRITE_UP],
    ['merge', bobs, 'github', WRITE_UP],
    ['approve', bobs, 'gitlab', TRIAGE_UP],
    ['approve', bobs, 'github', READ_UP],
    ['reopen', aMergeRequest({ author: BOB, state: 'closed' }), 'gitlab', WRITE_UP],
    ['close', anIssue({ author: BOB }), 'gitlab', TRIAGE_UP],
    ['reopen', anIssue({ author: BOB, state: 'closed' }), 'github', TRIAGE_UP],
    ['comment', bobs, 'gitlab', READ_UP],
  ])('to %s is for those whose role allows it (%#)', (action, subject, forgeKind, roles) => {
    expect(EVERY.filter((role) => offers(action, subject, forgeKind, reader(role)))).toEqual(roles);
  });

  it('is there where the role is not known, and for everybody in a group', () => {
    for (const who of [reader(null), undefined]) {
      expect(offers('merge', bobs, 'gitlab', who)).toBe(true);
      expect(offers('retry', aPipeline({ status: 'failed' }), 'github', who)).toBe(true);
    }
  });

  it('to approve is not for the author on GitHub, nor for who approved', () => {
    const own = aMergeRequest({ author: ALICE });
    const approved = aMergeRequest({
      author: BOB,
      reviews: [{ person: ALICE, state: 'approved', sha: null, at: null }],
    });

    expect(offers('approve', own, 'github', reader('maintain'))).toBe(false);
    expect(offers('approve', own, 'github', reader(null))).toBe(false);
    expect(offers('approve', own, 'gitlab', reader('maintain'))).toBe(true);
    expect(offers('approve', approved, 'gitlab', reader('write'))).toBe(false);
  });

  it('to close and to reopen is for the author, whatever the role', () => {
    expect(offers('close', anIssue({ author: ALICE }), 'gitlab', reader('read'))).toBe(true);
    expect(
      offers('reopen', aMergeRequest({ author: ALICE, state: 'closed' }), 'github', reader('read')),
    ).toBe(true);
  });

  it('that is no action of a person is there for all', () => {
    expect(offers('look', bobs, 'gitlab', reader('none'))).toBe(true);
  });
});
