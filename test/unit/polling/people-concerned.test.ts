import { describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../src/domain/subject.js';
import { circlesOf } from '../../../src/polling/people-concerned.js';
import { aWikiEdit, aWikiPage } from '../../support/a-wiki-page.js';
import { ALICE, aComment, aMergeRequest, aPipeline, BOB, CAROL } from '../../support/builders.js';

const DAVE = { id: '104', login: 'dave', name: 'Dave Dyer' };
const ERIN = { id: '105', login: 'erin', name: 'Erin East' };

function circle(after: Subject, before: Subject | null = null) {
  return circlesOf([{ before, after }]).get('7');
}

const ids = (...people: readonly { readonly id: string }[]) => ({
  ids: people.map(({ id }) => id),
  logins: [],
});

describe('whom a change may concern', () => {
  it('is everybody with a part in a merge request', () => {
    const review = { person: ERIN, state: 'approved', sha: null, at: null } as const;

    expect(
      circle(aMergeRequest({ author: BOB, reviewers: [ALICE], assignees: [CAROL], reviews: [review] })),
    ).toEqual(ids(BOB, ALICE, CAROL, ERIN));
    expect(circle(aMergeRequest({ mergedBy: CAROL, closedBy: DAVE }))).toEqual(ids(BOB, CAROL, DAVE));
  });

  it('is who started a pipeline, and whose merge request it is for', () => {
    expect(circle(aPipeline({ actor: BOB }))).toEqual(ids(BOB));
    expect(circle(aPipeline({ actor: BOB, mergeRequestAuthor: ALICE }))).toEqual(ids(BOB, ALICE));
    expect(circle(aPipeline({ actor: null, mergeRequestAuthor: ALICE }))).toBe('everybody');
  });

  it('is those who had a part in it, too', () => {
    const before = aMergeRequest({ reviewers: [ALICE], assignees: [CAROL] });

    expect(circle(aMergeRequest(), before)).toEqual(ids(BOB, ALICE, CAROL));
  });

  it('is those whom a text newly names, not those whom it named before', () => {
    const before = aMergeRequest({ mentions: ['alice', 'all'] });

    expect(circle(aMergeRequest({ mentions: ['alice', 'all', 'carol'] }), before)).toEqual({
      ids: [BOB.id],
      logins: ['carol'],
    });
  });

  it('is those whom the words of a verdict newly name', () => {
    const review = { person: CAROL, state: 'approved', sha: null, at: null } as const;
    const named = { ...review, words: { body: 'For @erin', mentions: ['erin'] } };

    expect(circle(aMergeRequest({ reviews: [named] }), aMergeRequest({ reviews: [review] }))).toEqual({
      ids: [BOB.id, CAROL.id],
      logins: ['erin'],
    });
  });

  it('is those whom an edit of a wiki page newly names, whomever the one before it named', () => {
    const page = (version: string) => aWikiPage({ edit: aWikiEdit({ version, mentions: ['alice'] }) });

    expect(circle(page('3'), page('2'))).toEqual({ ids: [], logins: ['alice'] });
    expect(circle(aWikiPage({ edit: null }))).toEqual(ids());
  });

  it.each([['all'], ['acme/reviewers'], ['group/sub/team']])('is everybody when @%s is named', (name) => {
    expect(circle(aComment({ mentions: ['alice', name] }))).toBe('everybody');
    expect(circle(aMergeRequest({ mentions: [name] }))).toBe('everybody');
  });

  it('is everybody when a team is asked for a review, or no more, and not while it stays asked', () => {
    const asked = aMergeRequest({ reviewerTeams: ['reviewers'] });

    expect(circle(asked, aMergeRequest())).toBe('everybody');
    expect(circle(aMergeRequest({ reviewerTeams: ['reviewers'], isDraft: true }), asked)).toEqual(ids(BOB));
    expect(circle(aMergeRequest({ reviewerTeams: [] }), asked)).toBe('everybody');
  });

  it('is everybody while a pipeline waits for an approval, since only each one’s own look tells who may give it', () => {
    const waiting = aPipeline({ actor: BOB, status: 'waiting' });

    expect(circle({ ...waiting, mayApprove: false })).toBe('everybody');
    expect(circle(waiting)).toEqual(ids(BOB));
  });

  it('is who answers for the merge request, the thread and the named ones for a comment', () => {
    const thread = { id: '1', participants: ['Carol', 'dave'] };
    const on = { ...aComment().on, assignees: [BOB], reviewers: [CAROL] };

    expect(circle(aComment({ author: BOB, on, mentions: ['erin'], thread }))).toEqual({
      ids: [BOB.id, ALICE.id, CAROL.id],
      logins: ['carol', 'dave', 'erin'],
    });
  });

  it('is whoever started a pipeline, and everybody where that is not told', () => {
    expect(circle(aPipeline({ actor: CAROL }))).toEqual(ids(CAROL));
    expect(circle(aPipeline({ actor: null }))).toBe('everybody');
  });

  it('is told for each project by itself', () => {
    const looks = [
      { before: null, after: aPipeline({ actor: ALICE }) },
      { before: null, after: aPipeline({ id: '501', actor: null, projectId: '8' }) },
      { before: null, after: aMergeRequest({ author: CAROL }) },
    ];

    expect([...circlesOf(looks)]).toEqual([
      ['7', ids(ALICE, CAROL)],
      ['8', 'everybody'],
    ]);
  });
});
