import { describe, expect, it } from '@jest/globals';
import { calledBy, type Callee } from '../../../src/domain/called.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import {
  ALICE,
  aComment,
  aMergeRequest,
  anEvent,
  aPipeline,
  BOB,
  CAROL,
  GITLAB,
} from '../../support/builders.js';
import { anIssue } from '../../support/an-issue.js';

const alice: Callee = { personId: '100', name: 'Alice A.', forgeUrl: GITLAB.url, user: ALICE };
const bob: Callee = { personId: '200', name: 'Bob B.', forgeUrl: GITLAB.url, user: BOB };

function called(...events: readonly Partial<ForgeEvent>[]): readonly string[] {
  const all = events.map((event) => anEvent(event));
  return calledBy(all, GITLAB.url, [alice, bob]).map(({ personId }) => personId);
}

const naming = aComment({ author: CAROL, mentions: ['alice', 'carol'] });

describe('whom news call for in a group', () => {
  it.each<[string, Partial<ForgeEvent>, readonly string[]]>([
    [
      'the reviewer',
      { type: 'review-requested', subject: aMergeRequest(), details: { reviewerId: '101' } },
      ['100'],
    ],
    [
      'the assignee',
      { type: 'merge-request-assigned', subject: aMergeRequest(), details: { assigneeId: '102' } },
      ['200'],
    ],
    [
      'the assignee of an issue',
      { type: 'issue-assigned', subject: anIssue(), details: { assigneeId: '101' } },
      ['100'],
    ],
    ['whoever broke a pipeline', { type: 'pipeline-failed', subject: aPipeline({ actor: BOB }) }, ['200']],
    [
      'whose merge request it broke',
      { type: 'pipeline-failed', subject: aPipeline({ actor: CAROL, mergeRequestAuthor: ALICE }) },
      ['100'],
    ],
    ['whom a comment names', { type: 'comment-added', subject: naming, actor: CAROL }, ['100']],
    [
      'whom a new description names',
      {
        type: 'merge-request-opened',
        subject: aMergeRequest({ mentions: ['alice'] }),
        actor: CAROL,
        isNew: true,
      },
      ['100'],
    ],
  ])('is %s', (_who, event, expected) => {
    expect(called(event)).toEqual(expected);
  });

  it.each<[string, Partial<ForgeEvent>]>([
    ['whoever did it', { type: 'comment-added', subject: naming, actor: ALICE }],
    [
      'whom an old description names',
      { type: 'merge-request-closed', subject: aMergeRequest({ mentions: ['alice'] }) },
    ],
    ['whose pipeline passed', { type: 'pipeline-succeeded', subject: aPipeline({ actor: BOB }) }],
    ['a team', { type: 'review-requested', subject: aMergeRequest(), details: { team: 'alice' } }],
    [
      'somebody of that name alone',
      { type: 'comment-added', subject: aComment({ body: 'alice', mentions: [] }) },
    ],
  ])('is not %s', (_who, event) => {
    expect(called(event)).toEqual([]);
  });

  it('is everybody once, and nobody of that name on another forge', () => {
    const request = { type: 'review-requested', subject: aMergeRequest(), details: { reviewerId: '101' } };
    const elsewhere = { ...alice, forgeUrl: 'https://code.example.org' };

    expect(called(request, { type: 'comment-added', subject: naming, actor: CAROL })).toEqual(['100']);
    expect(calledBy([anEvent(request)], GITLAB.url, [elsewhere])).toEqual([]);
  });
});
